import type { Nudge } from "../core/agent.ts";
import type { NudgeWords } from "./words.ts";

/** What is left of a reply that a server's parser or the model cut off right after it began. */
const debris =
  /<\|?[^<>]{0,40}\|?>|\[\/?[A-Z_]+\]|\b(?:assistant|analysis|commentary|final|json)\b/g;

/** Speaks when a reply holds no answer: nothing at all, only thinking, or only template debris. */
export function emptyNudge(words: NudgeWords, limit: number): Nudge {
  return {
    name: "empty",
    limit,
    ask: ({ reply }) => {
      if (holdsWords(reply.message.text)) return undefined;
      return reply.message.thinking.trim() === "" ? words.empty : words.only_thinking;
    },
  };
}

function holdsWords(text: string): boolean {
  if (!/[<[{`]|^\s*(?:assistant|analysis|commentary|final|json)\b/.test(text))
    return text.trim() !== "";
  return /[\p{L}\p{N}]/u.test(text.replace(debris, ""));
}
