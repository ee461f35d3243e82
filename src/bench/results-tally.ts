import { subjectOf as callSubject } from "../app/subject.ts";
import { count, emptyTally, type Tally } from "../app/tally.ts";
import type { AgentEvent, EndReason, Entry } from "../core/event.ts";
import type { Usage } from "../core/model.ts";
import { errorCategory, nameOf } from "./results-errors.ts";
import { actsOf } from "./results-mechanisms.ts";

/** What a try came to, counted from its events. */
export type TryTally = Tally & {
  /** Tokens and times that no server told: the whole reply's time was taken. */
  readonly estimated: boolean;
  readonly tools: Readonly<Record<string, { readonly calls: number; readonly errors: number }>>;
  readonly errors: Readonly<Record<string, number>>;
  /** How often each mechanism of the harness acted. */
  readonly mechanisms: Readonly<Record<string, number>>;
  /** The calls of each reply that made some: "read[a.js] * read[b.js]". */
  readonly steps: readonly string[];
  /** The turn of the newest step. */
  readonly stepTurn: number;
  readonly end: EndReason;
  readonly detail: string;
};

/** Before the first event; a harness that tells no end has failed. */
export const emptyTry: TryTally = {
  ...emptyTally,
  estimated: false,
  tools: {},
  errors: {},
  mechanisms: {},
  steps: [],
  stepTurn: 0,
  end: "failed",
  detail: "",
};

const stepsKept = 400;
const stepChars = 60;
const detailChars = 500;

export function tallyTry(events: Iterable<AgentEvent>): TryTally {
  return [...events].reduce(countTry, emptyTry);
}

/** Adds one event; what sub-agents, probes and compactions cost is counted with it. */
export function countTry(tally: TryTally, event: AgentEvent): TryTally {
  const acts = actsOf(event);
  const counted = countEvent(tally, event);
  return acts.length === 0 ? counted : { ...counted, mechanisms: more(tally.mechanisms, acts) };
}

function more(
  counts: Readonly<Record<string, number>>,
  names: readonly string[],
): TryTally["mechanisms"] {
  const all = { ...counts };
  for (const name of names) all[name] = (all[name] ?? 0) + 1;
  return all;
}

function countEvent(tally: TryTally, event: AgentEvent): TryTally {
  switch (event.type) {
    case "reply":
      return withTimes({ ...tally, ...count(tally, event) }, event);
    case "result":
      return withResult({ ...tally, ...count(tally, event) }, event);
    case "nested":
      return withCost(tally, event.event);
    case "phase":
    case "summary":
      return withUsage(tally, event.usage ?? {});
    case "end":
      return { ...tally, end: event.reason, detail: event.detail.slice(0, detailChars) };
    default:
      return { ...tally, ...count(tally, event) };
  }
}

type ReplyEntry = Extract<Entry, { type: "reply" }>;

/** Where the server tells no times, the reply's own stands for its writing. */
function withTimes(tally: TryTally, { usage, ms }: ReplyEntry): TryTally {
  const { outputTokens = 0, decodeMs } = usage;
  if (decodeMs !== undefined || outputTokens === 0 || ms <= 0) return tally;
  return {
    ...tally,
    estimated: true,
    decodeTokens: tally.decodeTokens + outputTokens,
    decodeMs: tally.decodeMs + ms,
  };
}

function withResult(tally: TryTally, entry: Extract<Entry, { type: "result" }>): TryTally {
  const { call, result } = entry;
  const failed = result.failed === true;
  const tool = nameOf(call.name);
  const before = tally.tools[tool] ?? { calls: 0, errors: 0 };
  const category = failed ? errorCategory(entry) : "";
  const used = { calls: before.calls + 1, errors: before.errors + (failed ? 1 : 0) };
  return {
    ...tally,
    tools: { ...tally.tools, [tool]: used },
    errors: failed
      ? { ...tally.errors, [category]: (tally.errors[category] ?? 0) + 1 }
      : tally.errors,
    ...withStep(tally, stepOf(entry)),
  };
}

/** Calls of one reply are one step. */
function withStep({ steps, stepTurn, turns }: TryTally, step: string) {
  const together = stepTurn === turns ? steps.at(-1) : undefined;
  const all =
    together === undefined ? [...steps, step] : [...steps.slice(0, -1), `${together} * ${step}`];
  return { steps: all.slice(0, stepsKept), stepTurn: turns };
}

function stepOf({ call, result }: Extract<Entry, { type: "result" }>): string {
  const subject = callSubject(call);
  const short = subject.length > stepChars ? `${subject.slice(0, stepChars)}…` : subject;
  const mark = result.failed === true ? "!" : "";
  return short === "" ? `${call.name}${mark}` : `${call.name}[${short}]${mark}`;
}

function withCost(tally: TryTally, event: AgentEvent): TryTally {
  if (event.type === "nested") return withCost(tally, event.event);
  if (event.type === "reply") return withTimes(withUsage(tally, event.usage), event);
  if (event.type === "phase" || event.type === "summary")
    return withUsage(tally, event.usage ?? {});
  return tally;
}

function withUsage(tally: TryTally, usage: Usage): TryTally {
  const { inputTokens = 0, cachedTokens = 0, outputTokens = 0, prefillMs, decodeMs } = usage;
  return {
    ...tally,
    inputTokens: tally.inputTokens + inputTokens,
    cachedTokens: tally.cachedTokens + cachedTokens,
    outputTokens: tally.outputTokens + outputTokens,
    prefillTokens: tally.prefillTokens + (prefillMs === undefined ? 0 : inputTokens - cachedTokens),
    prefillMs: tally.prefillMs + (prefillMs ?? 0),
    decodeTokens: tally.decodeTokens + (decodeMs === undefined ? 0 : outputTokens),
    decodeMs: tally.decodeMs + (decodeMs ?? 0),
  };
}
