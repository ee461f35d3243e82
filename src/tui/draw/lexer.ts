import { getDefaults, Lexer, type MarkedToken, Tokenizer } from "marked";

// A reference may be defined far below the text that uses it: a reply that is drawn piece by piece cannot
// know it, so that both are text.
const tokenizer = Object.assign(new Tokenizer(), {
  def: () => undefined,
  reflink: () => undefined,
});

const options = { ...getDefaults(), tokenizer };

/** The blocks of a markdown text with all that is in them. */
export function blocksOf(text: string): readonly MarkedToken[] {
  return known(new Lexer(options).lex(text));
}

/** Only where its blocks begin and end. */
export function bareBlocksOf(text: string): readonly MarkedToken[] {
  return known(new Lexer(options).blockTokens(text, []));
}

/** Without extensions there are no tokens but those of the library, which its types do not say. */
export function known(tokens: readonly { readonly type: string }[]): readonly MarkedToken[] {
  return tokens as readonly MarkedToken[];
}

// What a model that runs in circles writes; the lexer takes seconds for it, or all of the stack.
const deepMarkers = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){25}/m;
const deepIndent = /^[ \t]{60,}(?:[-*+]|\d{1,9}[.)])[ \t]/m;

/** Whether quotes and lists are nested so deep that the text is no markdown. */
export function isTooDeep(text: string): boolean {
  return deepMarkers.test(text) || deepIndent.test(text);
}
