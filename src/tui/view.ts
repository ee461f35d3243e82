import { textWithAttachments } from "../core/attachment.ts";
import type { AgentEvent, Entry, StageEntry } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import type { Usage } from "../core/model.ts";
import { isStageEnd } from "../core/stage-title.ts";
import { estimateTokens as tokensOf } from "../lib/tokens.ts";
import type { Item } from "./item.ts";
import { type Live, liveAfterDelta, noLive } from "./live.ts";
import { itemsAfter } from "./settle.ts";
import { type Stage, stageAfter } from "./stage.ts";

/** Everything of a conversation that is on the screen. Changed by `show` alone. */
export type View = {
  /** Finished, the newest last; only the end is kept. */
  readonly items: readonly Item[];
  /** How many went before `items`. */
  readonly dropped: number;
  /** What is still going on. */
  readonly live: Live;
  readonly stage: Stage;
  /** Of the newest reply that said so. */
  readonly usage: Usage;
  /** Of all replies since the terminal was opened. */
  readonly total: Total;
  readonly phase: string | undefined;
  /** Tokens of the conversation when the newest reply had come, as the server counted; 0 before. */
  readonly countedTokens: number;
  /** What came since, estimated. */
  readonly addedTokens: number;
};

export type Total = {
  readonly replies: number;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  readonly calls: number;
};

export type ViewAction =
  | { readonly type: "event"; readonly event: AgentEvent; readonly atMs: number }
  | { readonly type: "add"; readonly item: Item }
  | { readonly type: "live"; readonly change: (live: Live) => Live }
  | { readonly type: "stage"; readonly stage: Stage }
  /** The entries of a session that is gone on with. */
  | { readonly type: "replay"; readonly entries: readonly Entry[] }
  | { readonly type: "clear" };

const noTotal: Total = { replies: 0, inputTokens: 0, cachedTokens: 0, outputTokens: 0, calls: 0 };

export const emptyView: View = {
  items: [],
  dropped: 0,
  live: noLive,
  stage: { type: "idle" },
  usage: {},
  total: noTotal,
  phase: undefined,
  countedTokens: 0,
  addedTokens: 0,
};

/** The screen holds less; more is kept for a larger window and for unfolding. */
const itemsKept = 300;
const itemsAtMost = 600;
/** Old entries that are shown when a session is gone on with. */
const entriesReplayed = 60;

export function show(view: View, action: ViewAction): View {
  switch (action.type) {
    case "event":
      return afterEvent(view, action.event, action.atMs);
    case "add":
      return addItems(view, [action.item]);
    case "live":
      return { ...view, live: action.change(view.live) };
    case "stage":
      return { ...view, stage: action.stage };
    case "replay":
      return replayed(view, action.entries);
    case "clear":
      return { ...emptyView, total: view.total, dropped: view.dropped + view.items.length };
  }
}

function afterEvent(view: View, event: AgentEvent, atMs: number): View {
  const stage = stageAfter(view.stage, event, atMs);
  if (!isEntry(event)) {
    const { live, items } = liveAfterDelta(view.live, event, atMs);
    return addItems({ ...view, live, stage }, items);
  }
  const { live, items } = itemsAfter(view.live, event, atMs);
  return addItems({ ...view, ...toldBy(view, event), live, stage }, items);
}

/** What an entry says of tokens and phases. */
function toldBy(view: View, entry: Entry): Partial<View> {
  if (entry.type === "phase") return { phase: entry.to || undefined };
  if (entry.type === "stage") return { phase: isStageEnd(entry) ? undefined : stageOf(entry) };
  if (entry.type === "summary") return { countedTokens: 0, addedTokens: tokensOf(entry.text) };
  const addedTokens = view.addedTokens + addedBy(entry);
  if (entry.type === "result") {
    return { addedTokens, total: { ...view.total, calls: view.total.calls + 1 } };
  }
  if (entry.type !== "reply") return { addedTokens };
  const { usage } = entry;
  const { total } = view;
  return {
    usage: { ...view.usage, ...usage },
    ...countedBy(view, usage),
    total: {
      ...total,
      replies: total.replies + 1,
      inputTokens: total.inputTokens + (usage.inputTokens ?? 0),
      cachedTokens: total.cachedTokens + (usage.cachedTokens ?? 0),
      outputTokens: total.outputTokens + (usage.outputTokens ?? 0),
    },
  };
}

function countedBy(view: View, { inputTokens, outputTokens = 0 }: Usage): Partial<View> {
  if (inputTokens === undefined) return { addedTokens: view.addedTokens + outputTokens };
  return { countedTokens: inputTokens + outputTokens, addedTokens: 0 };
}

function addedBy(entry: Entry): number {
  if (entry.type === "prompt") return tokensOf(textWithAttachments(entry));
  if (entry.type === "result") return tokensOf(entry.result.text);
  return entry.type === "nudge" ? tokensOf(entry.text) : 0;
}

/** "2/3 PLAN", for the status line. */
function stageOf({ name, label, index, total }: StageEntry): string {
  const number = index === undefined ? "" : `${index}${total === undefined ? "" : `/${total}`} `;
  return `${number}${label ?? name}`;
}

function addItems(view: View, added: readonly Item[]): View {
  if (added.length === 0) return view;
  const items = [...view.items, ...added];
  if (items.length <= itemsAtMost) return { ...view, items };
  const gone = items.length - itemsKept;
  return { ...view, items: items.slice(gone), dropped: view.dropped + gone };
}

/** Shows the tail of an old transcript; its times are those of then, so no clock runs. */
function replayed(view: View, entries: readonly Entry[]): View {
  const tail = entries.slice(-entriesReplayed);
  const start = tail.findIndex((entry) => entry.type === "prompt" || entry.type === "reply");
  const shown = tail.slice(Math.max(0, start));
  const after = shown.reduce((now, event) => afterEvent(now, event, 0), view);
  return { ...after, live: noLive, stage: { type: "idle" }, total: view.total };
}
