import type { AgentEvent } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import { joined as joinedDeltas } from "../core/joined.ts";
import { changeEditor, type Editing } from "./editing.ts";
import type { Item, NoticeLevel } from "./item.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";
import { show, type ViewAction } from "./view.ts";

/** The state of the screen and the few ways to change it. */
export type Board = {
  readonly get: () => State;
  update(change: (state: State) => State): void;
  view(action: ViewAction): void;
  add(item: Item): void;
  notice(text: string, level?: NoticeLevel): void;
  edit(action: Editing): void;
  /** Said in the status line for a moment. */
  hint(text: string, ms?: number): void;
  /** An event of a run; many small ones are taken together. */
  event(event: AgentEvent): void;
};

const hintMs = 2_500;
/** Tokens that come within this time are one change: as often as frames are made of what streams. */
const batchMs = 100;
/** The first ones after a pause are shown sooner. */
const soonMs = 30;

/** `columns` are those of the editor's rows. */
export function boardOn(store: Store<State>, columns: () => number): Board {
  const buffer: Timed[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushedMs = 0;
  const update = (change: (state: State) => State, when: "now" | "next-frame" = "now"): void =>
    store.set(change(store.get()), when);
  const view = (action: ViewAction, when: "now" | "next-frame" = "now"): void =>
    update((state) => ({ ...state, view: show(state.view, action) }), when);
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    flushedMs = performance.now();
    for (const { event, atMs } of joined(buffer.splice(0)))
      view({ type: "event", event, atMs }, "next-frame");
  };
  return {
    get: store.get,
    update,
    view(action) {
      flush();
      view(action);
    },
    add(item) {
      flush();
      view({ type: "add", item });
    },
    notice(text, level = "plain") {
      flush();
      view({ type: "add", item: { type: "notice", level, text } });
    },
    edit: (action) => update((state) => changeEditor(state, action, columns())),
    hint: (text, ms = hintMs) =>
      update((state) => ({ ...state, hint: { text, untilMs: Date.now() + ms } })),
    event(event) {
      buffer.push({ event, atMs: Date.now() });
      if (isEntry(event)) flush();
      else timer ??= setTimeout(flush, Math.max(soonMs, flushedMs + batchMs - performance.now()));
    },
  };
}

type Timed = { readonly event: AgentEvent; readonly atMs: number };

/** Pieces of one text that came between two frames, as one. */
export function joined(events: readonly Timed[]): readonly Timed[] {
  const out: Timed[] = [];
  for (const next of events) {
    const last = out.at(-1);
    const both = last === undefined ? undefined : together(last.event, next.event);
    if (both === undefined || last === undefined) out.push(next);
    else out[out.length - 1] = { event: both, atMs: last.atMs };
  }
  return out;
}

function together(first: AgentEvent, next: AgentEvent): AgentEvent | undefined {
  if (first.type === "output" && next.type === "output" && first.callId === next.callId) {
    return { ...first, chunk: first.chunk + next.chunk };
  }
  if (first.type === "progress" && next.type === "progress" && first.doing === next.doing) {
    return next;
  }
  return joinedDeltas(first, next);
}
