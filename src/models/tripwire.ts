import type { Message } from "../core/message.ts";
import { type ChatModel, type ChatRequest, ModelError, type Reply } from "../core/model.ts";
import { estimateTokens } from "../lib/tokens.ts";
import { wrapped } from "./wrapped.ts";

export type TripwireOptions = {
  /** What to do about it, as a sentence. Default: to serve a larger window. */
  readonly fix?: string;
};

/** Vocabularies differ; this share of our estimate is less than any of them makes of English or code. */
const sureShare = 0.6;
/** And so many tokens a character are less than any of them makes of other alphabets, or of Chinese. */
const sureForeign = 0.1;
const sureEastern = 0.25;
/** A cut leaves more than this; a smaller count is a server that counts only what it newly evaluated. */
const fewestTokens = 256;
const slackTokens = 64;
const defaultFix = "Serve the model with a larger context window.";

type Seen = { readonly request: ChatRequest; readonly tokens: number };

/**
 * Finds out that a server cut the prompt without a word: it counted far fewer tokens than the texts
 * must have, or hardly more than for the last request although a long result was added.
 */
export function tripwire(model: ChatModel, { fix = defaultFix }: TripwireOptions = {}): ChatModel {
  let seen: Seen | undefined;
  return wrapped(model, async function* (request, signal) {
    for await (const event of model.stream(request, signal)) {
      if (event.type === "reply") {
        const expected = missed(request, event, seen);
        if (expected !== undefined) throw promptCut(event, expected, fix);
        const tokens = event.usage.inputTokens;
        seen = tokens === undefined ? undefined : { request, tokens };
      }
      yield event;
    }
  });
}

/** How many tokens the server should have counted at least; undefined where its count can be right. */
function missed(
  request: ChatRequest,
  { usage }: Reply,
  seen: Seen | undefined,
): number | undefined {
  const counted = usage.inputTokens ?? 0;
  if (counted < fewestTokens) return undefined;
  const expected = Math.max(sureTokens(request), grownTokens(request, seen));
  return counted + slackTokens < expected ? expected : undefined;
}

function promptCut({ usage }: Reply, expected: number, fix: string): ModelError {
  const text = `The server cut the prompt: it read ${usage.inputTokens} of at least ${expected} tokens, so the model did not see all of it. ${fix}`;
  return new ModelError("prompt-cut", text);
}

/**
 * Tokens that these texts have in any vocabulary. Thinking, calls and the tool list are left out,
 * because there are templates that drop them.
 */
function sureTokens({ system, messages }: ChatRequest): number {
  const spoken = messages.reduce((sum, message) => sum + textTokens(message), 0);
  return Math.floor(plainTokens(system) + spoken);
}

/** Tokens of a prompt that only grew: those counted before, and those of the new texts. */
function grownTokens({ system, messages }: ChatRequest, seen: Seen | undefined): number {
  if (seen === undefined || seen.request.system !== system) return 0;
  const before = seen.request.messages;
  if (!before.every((message, index) => message === messages[index])) return 0;
  const added = messages.slice(before.length).reduce((sum, one) => sum + textTokens(one), 0);
  // Templates drop the thinking of earlier turns once the user speaks again.
  const dropped = before.reduce((sum, message) => sum + thinkingTokens(message), 0);
  return Math.floor(seen.tokens + added - dropped * 2);
}

const known = new WeakMap<Message, number>();

function textTokens(message: Message): number {
  const stored = known.get(message);
  if (stored !== undefined) return stored;
  const tokens = plainTokens(message.text);
  known.set(message, tokens);
  return tokens;
}

function thinkingTokens(message: Message): number {
  return message.role === "assistant" ? estimateTokens(message.thinking) : 0;
}

/** Long runs of one character are a few tokens for some vocabularies and many for others. */
function plainTokens(text: string): number {
  const short = text.replace(/(.)\1{3,}/gsu, "$1$1$1");
  const plain = short.replace(/[^ -~\s]+/g, " ");
  const foreign = countOf(short, /[^ -~\s\u2e80-\uffff]/g);
  const eastern = countOf(short, /[\u2e80-\uffff]/g);
  return estimateTokens(plain) * sureShare + foreign * sureForeign + eastern * sureEastern;
}

function countOf(text: string, characters: RegExp): number {
  return text.length - text.replace(characters, "").length;
}
