import { count } from "../lib/text.ts";
import { messagesTokens } from "./budget.ts";
import type { AgentEvent, Entry } from "./event.ts";
import { askNotes, type Notes } from "./notes.ts";
import type { RunRecord } from "./record.ts";
import type { Running } from "./run.ts";
import { planFor, summarise } from "./shorten.ts";
import type { End } from "./verdict.ts";

// Of messages that were refused; the count was wrong by more than the reserve.
const refusedShare = 0.5;

/**
 * Makes the next request fit: called before every request, and once more when a server refuses one as
 * too long. The past becomes one message with the task, the record and notes; the newest messages stay.
 * Ends the run where it cannot be made to fit.
 */
export async function* makeRoom(
  running: Running,
  when: "before" | "refused",
): AsyncGenerator<AgentEvent, End | undefined> {
  const { agent, record, deadline } = running;
  const room = agent.model.contextTokens - agent.limits.reserveTokens;
  if (when === "before" && record.fits(room)) return undefined;
  const expected = record.expectedTokens();
  if (record.ledger().turns === 0 || record.refused()) return overflow(running, when, expected);
  const space = spaceFor(running, when, room);
  const plan = planFor(running, space);
  const notes =
    when === "before"
      ? yield* askNotes(running, { kept: plan.tail.kept, maxTokens: plan.notesTokens })
      : refusedNotes;
  if (deadline.signal.aborted) return deadline.ended();
  const summary = summarise(running, plan, notes, space);
  if (summary === undefined) return overflow(running, when, expected);
  const before = { expected, messages: record.messages().length };
  yield record.add(when === "refused" ? { ...summary, refused: true } : summary);
  yield record.add(compactedNotice(record, summary, notes, before));
  return undefined;
}

const refusedNotes: Notes = {
  text: "",
  usage: {},
  why: "the server had refused the prompt as too long",
};

/** Estimated tokens that the messages may have. */
function spaceFor({ record }: Running, when: "before" | "refused", room: number): number {
  const space = Math.floor(room / record.tokenRatio()) - record.fixedTokens();
  if (when === "before") return space;
  return Math.min(space, Math.floor(messagesTokens(record.messages()) * refusedShare));
}

export type Before = { readonly expected: number; readonly messages: number };

/** What a summary came to, for people. */
export function compactedNotice(
  record: RunRecord,
  summary: Extract<Entry, { type: "summary" }>,
  notes: Notes,
  before: Before,
): Extract<Entry, { type: "notice" }> {
  const dropped = count(before.messages - summary.kept, "message");
  const tokens = `${number(before.expected)} → ${number(record.expectedTokens())} tokens`;
  const { task, lastPrompt } = record.ledger();
  const now = record.messages().map((message) => message.text);
  const whole = [task, lastPrompt].every((text) => now.some((one) => one.includes(text)));
  const sentences = [
    `Compacted ${dropped}: ${tokens}.`,
    notes.why === "" ? "" : `It was done without the model: ${notes.why}.`,
    whole ? "" : "A message of yours is too long for this window: part of it was left out.",
  ];
  return { type: "notice", text: sentences.filter(Boolean).join(" ") };
}

function overflow({ agent, record }: Running, when: "before" | "refused", expected: number): End {
  const window = number(agent.model.contextTokens);
  const reserve = number(agent.limits.reserveTokens);
  const fixed = number(Math.ceil(record.fixedTokens() * record.tokenRatio()));
  const what =
    when === "refused"
      ? `The server refused the prompt of about ${number(expected)} tokens as too long; its window is said to be ${window} tokens`
      : `The prompt of about ${number(expected)} tokens does not fit the window of ${window} tokens, of which ${reserve} are kept for the answer`;
  const fix =
    'Serve the model with a larger context (n_ctx), take the agent "compact", or offer fewer tools.';
  const detail = `${what}; the system text and the tools alone have about ${fixed}. ${fix}`;
  return { reason: "overflow", detail };
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
