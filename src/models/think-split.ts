import { beginningsOf } from "./beginnings.ts";
import {
  atHarmony,
  atStripped,
  harmonyCall,
  strippedCommentary,
  strippedFinal,
} from "./think-harmony.ts";
import {
  callMarks,
  firstMark,
  harmonyEnds,
  harmonyStarts,
  markBegun,
  type ThinkTag,
  thinkTagList,
} from "./think-marks.ts";
import {
  beginsLine,
  drop,
  isQuoted,
  type Mode,
  type Part,
  type State,
  say,
} from "./think-state.ts";

export type Split = {
  readonly text: string;
  readonly thinking: string;
  /** The tag the thinking stood in; undefined where there was none. */
  readonly field: string | undefined;
};

/** Takes a text in pieces and tells thinking from answer; tags cut by the border of a piece are found. */
export function thinkSplit(opened: boolean): {
  add(delta: string, ended?: boolean): readonly Part[];
  result(): Split;
} {
  const [first] = thinkTagList;
  const state: State = {
    pending: "",
    text: "",
    thinking: "",
    field: undefined,
    mode: { type: "text" },
    parts: [],
  };
  if (opened && first) beginThinking(state, first);
  return {
    add(delta, ended = false) {
      state.pending += delta;
      state.parts = [];
      while (step(state, ended));
      return state.parts;
    },
    result: () => ({ text: state.text, thinking: state.thinking, field: state.field }),
  };
}

/** One move forward; false when more text is needed or none is left. */
function step(state: State, ended: boolean): boolean {
  switch (state.mode.type) {
    case "calls":
      return stepCalls(state, state.mode.until, ended);
    case "thinking":
      return stepThinking(state, state.mode, ended);
    case "text":
      return stepText(state, ended);
  }
}

/** Calls pass as they are; after one of gpt-oss another message may follow. */
function stepCalls(state: State, until: readonly string[], ended: boolean): boolean {
  const found = earliest(state.pending, until);
  if (found === undefined) {
    say(state, "text", state.pending.length - (ended ? 0 : beginningsOf(until)(state.pending)));
    return false;
  }
  say(state, "text", found.at + (found.mark === harmonyCall ? found.mark.length : 0));
  state.mode = { type: "text" };
  return true;
}

function earliest(
  text: string,
  marks: readonly string[],
): { readonly mark: string; readonly at: number } | undefined {
  return marks
    .map((mark) => ({ mark, at: text.indexOf(mark) }))
    .filter(({ at }) => at !== -1)
    .sort((one, other) => one.at - other.at)[0];
}

function stepThinking(
  state: State,
  { until, keeps }: Extract<Mode, { type: "thinking" }>,
  ended: boolean,
): boolean {
  const found = earliest(state.pending, until);
  if (found === undefined) {
    say(state, "thinking", state.pending.length - (ended ? 0 : beginningsOf(until)(state.pending)));
    return false;
  }
  say(state, "thinking", found.at);
  const isEnd = !keeps || harmonyEnds.includes(found.mark) || found.mark === strippedFinal;
  if (isEnd) state.pending = state.pending.slice(found.mark.length);
  const isCall = found.mark === strippedCommentary;
  state.mode = isCall ? { type: "calls", until: [] } : { type: "text" };
  return true;
}

function stepText(state: State, ended: boolean): boolean {
  if (state.text === "" && state.field === undefined) {
    const moved = atStripped(state, ended);
    if (moved !== undefined) return moved;
  }
  const mark = firstMark(state.pending);
  if (mark === undefined) {
    say(state, "text", state.pending.length - (ended ? 0 : markBegun(state.pending)));
    return false;
  }
  say(state, "text", mark.at);
  return isQuoted(state.text)
    ? say(state, "text", mark.text.length)
    : atMark(state, mark.text, ended);
}

function atMark(state: State, mark: string, ended: boolean): boolean {
  if (callMarks.includes(mark)) {
    state.mode = { type: "calls", until: [] };
    return true;
  }
  if (harmonyStarts.includes(mark)) return atHarmony(state, ended);
  if (harmonyEnds.includes(mark)) return drop(state, mark.length);
  const tag = thinkTagList.find((one) => one.open === mark);
  if (tag !== undefined && beginsLine(state.text)) {
    state.pending = state.pending.slice(mark.length);
    beginThinking(state, tag);
    return true;
  }
  return tag === undefined ? atCloser(state, mark, ended) : say(state, "text", mark.length);
}

function beginThinking(state: State, tag: ThinkTag): void {
  state.mode = { type: "thinking", until: [tag.close], keeps: false };
  state.field ??= tag.open;
}

/** A closing tag that nothing opened: the prompt held the opening one, so all before it was thinking. */
function atCloser(state: State, mark: string, ended: boolean): boolean {
  const next = state.pending.charAt(mark.length);
  if (next === "" && !ended && !state.text.endsWith("\n")) return false;
  const standsAlone = next === "" || /\s/.test(next) || state.text.endsWith("\n");
  const tag = thinkTagList.find((one) => one.close === mark);
  if (tag === undefined || !standsAlone || state.field !== undefined) {
    return state.field === undefined ? say(state, "text", mark.length) : drop(state, mark.length);
  }
  state.field = tag.open;
  state.thinking = state.text;
  state.text = "";
  return drop(state, mark.length);
}
