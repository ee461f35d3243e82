import { harmonyEnds, harmonyField, harmonyStarts } from "./think-marks.ts";
import { drop, type State, say } from "./think-state.ts";

export const harmonyCall = "<|call|>";
export const strippedFinal = "assistantfinal";
export const strippedCommentary = "assistantcommentary";

const messageMark = "<|message|>";
const longestHeader = 300;
const longestBeginning = 24;
const strippedAnalysis =
  /^\s*analysis(?=(?:We|The|User|I|Let|Need|There|This|Now|So|It|They|Okay|Ok|First)\b)/;

/** A message of gpt-oss: analysis is thinking, a recipient makes a call, the rest is for the user. */
export function atHarmony(state: State, ended: boolean): boolean {
  const end = state.pending.indexOf(messageMark);
  const header = state.pending.slice(0, end === -1 ? longestHeader : end);
  const isWhole = end !== -1 && end < longestHeader;
  if (!isWhole && !ended && state.pending.length < longestHeader) return false;
  if (/\bto=/.test(header)) {
    state.mode = { type: "calls", until: [harmonyCall, "<|start|>"] };
    return say(state, "text", isWhole ? end : state.pending.length);
  }
  if (!isWhole) return drop(state, brokenHeader(state.pending));
  if (/analysis/.test(header)) return beginAnalysis(state, end + messageMark.length);
  if (state.text.trim() !== "")
    state.pending = `\n\n${state.pending.slice(end + messageMark.length)}`;
  else drop(state, end + messageMark.length);
  return true;
}

function beginAnalysis(state: State, length: number): boolean {
  if (state.thinking !== "") say(state, "thinking", 0, "\n\n");
  state.field ??= harmonyField;
  state.mode = { type: "thinking", until: [...harmonyEnds, ...harmonyStarts], keeps: true };
  return drop(state, length);
}

/** A header without its end: its tokens and names go, what follows them stays. */
function brokenHeader(pending: string): number {
  const header =
    /^(?:<\|start\|>)?(?:assistant)?(?:<\|channel\|>)?\s*(?:analysis|commentary|final)?\s*/.exec(
      pending,
    );
  return Math.max(header?.[0].length ?? 0, 1);
}

/**
 * gpt-oss where the server dropped the control tokens and kept the channels' names: what to do about a
 * text that begins like that. Undefined where it does not.
 */
export function atStripped(state: State, ended: boolean): boolean | undefined {
  if (mayBeStripped(state.pending) && !ended) return false;
  const stripped = strippedAnalysis.exec(state.pending);
  if (stripped === null) return undefined;
  state.field = harmonyField;
  const until = [strippedFinal, strippedCommentary];
  state.mode = { type: "thinking", until, keeps: true };
  return drop(state, stripped[0].length);
}

function mayBeStripped(pending: string): boolean {
  const begun = pending.trimStart();
  return (
    begun.length < longestBeginning &&
    ("analysis".startsWith(begun) || /^analysis[A-Z]\w*$/.test(begun))
  );
}
