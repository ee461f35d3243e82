import type { AgentEvent, Entry } from "./event.ts";
import { followEnd } from "./follow.ts";
import type { Running } from "./run.ts";
import type { End } from "./verdict.ts";

/**
 * The entry with which the unfinished run of a history begins; its length where there is none. Each
 * stage of a flow is a run of its own.
 */
export function unfinishedFrom(history: readonly Entry[]): number {
  const ended = history.findLastIndex((entry) => entry.type === "end");
  const stage = history.findLastIndex(
    (entry) => entry.type === "stage" && entry.text !== undefined,
  );
  return stage > ended ? stage : ended + 1;
}

/** Whether a history breaks off in a run; what is noted or compacted between two runs opens none. */
export function isLeftOpen(history: readonly Entry[]): boolean {
  const since = history.slice(history.findLastIndex((entry) => entry.type === "end") + 1);
  return since.some(({ type }) => ["prompt", "nudge", "reply", "call", "result"].includes(type));
}

/** How often each nudge has spoken in these entries. */
export function spokenIn(entries: readonly Entry[]): Map<string, number> {
  const spoken = new Map<string, number>();
  for (const entry of entries) {
    if (entry.type === "nudge") spoken.set(entry.name, (spoken.get(entry.name) ?? 0) + 1);
  }
  return spoken;
}

/**
 * What the killed run would have done before its next request: a reply without calls, or a call that
 * ends the task, is followed as the loop follows it; anything else asks the model again.
 */
export async function* leftOff(
  running: Running,
  history: readonly Entry[],
): AsyncGenerator<AgentEvent, End | undefined> {
  const { agent, record, spoken } = running;
  const last = history.findLast(
    (entry) =>
      ["prompt", "nudge", "reply", "result"].includes(entry.type) ||
      (entry.type === "phase" && entry.by === "answer") ||
      (entry.type === "stage" && entry.text !== undefined),
  );
  const reply = history.findLast((entry) => entry.type === "reply");
  if (last === undefined || reply?.type !== "reply") return undefined;
  const stop = last.type === "result" ? last.result.stop : undefined;
  if (stop !== undefined && stop !== "done") {
    return { reason: stop, detail: last.type === "result" ? last.result.text : "" };
  }
  const finished = stop === "done";
  if (!finished && (last.type !== "reply" || last.message.calls.length > 0)) return undefined;
  const next = followEnd(agent, record, { ...reply, type: "reply" }, spoken, finished);
  if (next.type === "end") return next.end;
  yield record.add(next.entry);
  return undefined;
}
