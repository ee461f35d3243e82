import type { Agent, Nudge, NudgeView } from "./agent.ts";
import type { Entry } from "./event.ts";
import type { Reply } from "./model.ts";
import type { RunRecord } from "./record.ts";
import { phaseAfterAnswer } from "./steer.ts";
import { type End, verdict } from "./verdict.ts";

const cutsAllowed = 2;

export type Following =
  | { readonly type: "nudge"; readonly entry: Extract<Entry, { type: "nudge" | "phase" }> }
  | { readonly type: "end"; readonly end: End };

/** What follows a reply that calls no tool, or a call that ends the task: one more word, or the end. */
export function followEnd(
  agent: Agent,
  record: RunRecord,
  reply: Reply,
  spoken: Map<string, number>,
  finished: boolean,
): Following {
  if (reply.truncated && !finished) return followCut(agent, reply, spoken);
  const view = {
    reply,
    messages: record.messages(),
    ledger: record.runLedger(),
    tools: agent.tools,
  };
  for (const nudge of agent.nudges) {
    const text = finished && !nudge.onFinish ? undefined : askNudge(nudge, view, spoken);
    if (text !== undefined) return nudged(nudge.name, text);
  }
  const moved = phaseAfterAnswer(agent.phases, record);
  if (moved) return { type: "nudge", entry: moved };
  return { type: "end", end: endOf(agent, record, reply, finished) };
}

function endOf(agent: Agent, record: RunRecord, reply: Reply, finished: boolean): End {
  const ledger = record.runLedger();
  const end = verdict(ledger, agent.expectsChange(ledger.lastPrompt));
  const silent = reply.message.text.trim() === "" && !finished;
  if (end.reason !== "done" || !silent) return end;
  return { reason: "empty", detail: "The model ended without an answer." };
}

function followCut(agent: Agent, { brokenOff }: Reply, spoken: Map<string, number>): Following {
  const times = spoken.get("cut") ?? 0;
  spoken.set("cut", times + 1);
  if (times < cutsAllowed) return nudged("cut", agent.say(cutWords[brokenOff ?? "limit"]));
  return { type: "end", end: cutEnds[brokenOff ?? "limit"] };
}

const cutWords = {
  limit: "cut_text",
  unread: "cut_unread",
  repetition: "cut_repetition",
} as const;

/** What a run comes to whose replies break off again and again. */
const cutEnds: Readonly<Record<keyof typeof cutWords, End>> = {
  limit: {
    reason: "truncated",
    detail: "The replies are cut at the output limit of the server; raise max_tokens.",
  },
  unread: {
    reason: "failed",
    detail: "The server could not read the model's replies; update it, or offer fewer tools.",
  },
  repetition: { reason: "loop", detail: "The model repeats itself and does not go on." },
};

function askNudge(nudge: Nudge, view: NudgeView, spoken: Map<string, number>): string | undefined {
  const times = spoken.get(nudge.name) ?? 0;
  if (times >= nudge.limit) return undefined;
  const text = nudge.ask(view);
  if (text !== undefined) spoken.set(nudge.name, times + 1);
  return text;
}

function nudged(name: string, text: string): Following {
  return { type: "nudge", entry: { type: "nudge", name, text } };
}
