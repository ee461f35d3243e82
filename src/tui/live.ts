import type { Delta } from "../core/event.ts";
import { splitFinished } from "./draw/markdown.ts";
import type { CallItem, Item, ShellItem } from "./item.ts";
import { nestedLine } from "./nested.ts";

/** What is still going on: drawn anew with each frame, and always shorter than the screen. */
export type Live = {
  readonly thinking: LiveThinking | undefined;
  /** The end of the reply that may still change; what went before it is finished. */
  readonly text: string;
  /** Whether a part of this reply's text is finished. */
  readonly hasTextAbove: boolean;
  /** A call that the model is writing. */
  readonly calling: Calling | undefined;
  /** The call that runs, or waits for a permission. */
  readonly call: LiveCall | undefined;
  /** A command of the person that runs. */
  readonly shell: ShellItem | undefined;
};

export type LiveThinking = { readonly text: string; readonly sinceMs: number };

export type Calling = {
  readonly name: string;
  readonly chars: number;
  /** The end of its arguments as they come. */
  readonly end: string;
};

export type LiveCall = CallItem & {
  readonly sinceMs: number;
  /** A person thought so long about whether it may run. */
  readonly askedMs: number;
};

export const noLive: Live = {
  thinking: undefined,
  text: "",
  hasTextAbove: false,
  calling: undefined,
  call: undefined,
  shell: undefined,
};

export type Settled = { readonly live: Live; readonly items: readonly Item[] };

/** More than fits on any screen. */
const outputCharsKept = 20_000;
const callingCharsKept = 2_000;
const nestedLinesKept = 8;

/** The live part after one more delta, and what is finished by it. */
export function liveAfterDelta(live: Live, delta: Delta, atMs: number): Settled {
  switch (delta.type) {
    case "thinking": {
      const { text, sinceMs } = live.thinking ?? { text: "", sinceMs: atMs };
      const thinking = { text: text + delta.delta, sinceMs };
      return { live: { ...live, thinking }, items: [] };
    }
    case "text":
      return moreText(live, delta.delta, atMs);
    case "calling":
      return moreCalling(live, delta.name, delta.delta, atMs);
    case "output":
      return changeCall(live, delta.callId, (call) => ({
        ...call,
        output: (call.output + delta.chunk).slice(-outputCharsKept),
      }));
    case "nested": {
      const line = nestedLine(delta.event);
      return changeCall(live, delta.callId, (call) => ({
        ...call,
        nested: [...call.nested, ...(line === undefined ? [] : [line])].slice(-nestedLinesKept),
      }));
    }
    case "progress":
      return { live, items: [] };
  }
}

/** Thinking that is over moves into the transcript. */
export function settleThinking(live: Live, atMs: number): Settled {
  const { thinking } = live;
  if (thinking === undefined) return { live, items: [] };
  const text = thinking.text.trim();
  const ms = Math.max(0, atMs - thinking.sinceMs);
  return {
    live: { ...live, thinking: undefined },
    items: text === "" ? [] : [{ type: "thinking", text, ms }],
  };
}

function moreText(live: Live, delta: string, atMs: number): Settled {
  const { live: quiet, items } = settleThinking(live, atMs);
  const { finished, rest } = splitFinished(live.text + delta);
  if (finished === "") return { live: { ...quiet, text: rest }, items };
  const item: Item = { type: "text", text: finished, first: !live.hasTextAbove };
  return { live: { ...quiet, text: rest, hasTextAbove: true }, items: [...items, item] };
}

function moreCalling(live: Live, name: string, delta: string, atMs: number): Settled {
  const { live: quiet, items } = settleThinking(live, atMs);
  const before = live.calling?.name === name ? live.calling : undefined;
  const calling = {
    name,
    chars: (before?.chars ?? 0) + delta.length,
    end: ((before?.end ?? "") + delta).slice(-callingCharsKept),
  };
  return { live: { ...quiet, calling }, items };
}

function changeCall(live: Live, callId: string, change: (call: LiveCall) => LiveCall): Settled {
  const { call } = live;
  if (call === undefined || call.call.id !== callId) return { live, items: [] };
  return { live: { ...live, call: change(call) }, items: [] };
}
