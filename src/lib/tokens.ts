const piece = /\p{L}+|\p{N}{1,3}|[^\S\n]+|\n+|[^\s\p{L}\p{N}]{1,3}/gu;
const lettersPerToken = 6;

/** An estimate of a text's tokens for byte-pair vocabularies of 32k to 200k; no tokenizer needed. */
export function estimateTokens(text: string): number {
  let tokens = 0;
  for (const [match] of text.matchAll(piece)) {
    if (match !== " ") tokens += Math.ceil(match.length / lettersPerToken);
  }
  return tokens;
}
