import type { PromptInput } from "./attachment.ts";
import { type AgentEvent, type EndReason, type Entry, isEntry, type StageEntry } from "./event.ts";
import { type Flow, type FlowPast, type FlowStage, pastOf, stageProgress } from "./flow.ts";
import { lackOf, retryText, type StageView, stageText } from "./flow-text.ts";
import { heal } from "./fold.ts";
import { addToLedger, emptyLedger, type Ledger } from "./ledger.ts";
import { addPrompt, type Outcome, run, startRun } from "./run.ts";
import { runReport } from "./run-report.ts";
import { skippedEntry, stageEnd } from "./stage-report.ts";
import type { End } from "./verdict.ts";

/** A flow while it goes on; everything else is folded from its entries. */
type FlowRun = {
  readonly flow: Flow;
  /** The whole conversation. */
  readonly entries: Entry[];
  /** Where this flow begins in it. */
  readonly start: number;
  readonly startedMs: number;
  readonly signal: AbortSignal;
};

/** The program, the person or the server ended the run: no other stage would fare better. */
const final: ReadonlySet<EndReason> = new Set<EndReason>([
  "cancelled",
  "time-limit",
  "token-limit",
  "unreachable",
  "missing",
  "overflow",
  "denied",
  "blocked",
]);

/**
 * Runs a prompt through the stages of a flow, each a run of the loop, on one conversation: so each
 * request begins with the one before. Without a prompt it goes on in the stage that the history breaks
 * off in. Like a run it yields one `end`, with what the whole came to.
 */
export async function* runFlow(
  flow: Flow,
  history: readonly Entry[],
  prompt: string | PromptInput | undefined,
  signal: AbortSignal,
): AsyncGenerator<AgentEvent, Outcome> {
  const ended = history.findLastIndex((entry) => entry.type === "end") + 1;
  const start = prompt === undefined ? ended : history.length;
  const going = { flow, entries: [...history], start, startedMs: performance.now(), signal };
  if (prompt !== undefined) yield* begin(going, prompt);
  const last = yield* runStages(going);
  const past = pastOf(going.entries.slice(start));
  const tries = history.filter((entry) => entry.type === "end").length + 1;
  const end = endOf(going, past, last);
  const ledger = ledgerSince(going.entries, start);
  yield { type: "end", ...end, task: runReport(past, ledger, end, flow.retries) };
  const text = (end.reason === "done" && flow.finalText(past, tries)) || last.text;
  return { ...end, text, ledger };
}

function* begin(going: FlowRun, prompt: string | PromptInput): Generator<AgentEvent> {
  const running = startRun(agentFor(going, undefined), going.entries, false, going.signal);
  for (const entry of heal(going.entries)) yield keep(going, running.record.add(entry));
  for (const event of addPrompt(running, prompt)) {
    if (isEntry(event)) going.entries.push(event);
    yield event;
  }
}

type Last = End & { readonly text: string };

/** All stages in order; the end of the last one that ran. */
async function* runStages(going: FlowRun): AsyncGenerator<AgentEvent, Last> {
  const { flow, entries, start } = going;
  let last: Last = { reason: "done", detail: "", text: "" };
  while (true) {
    const past = pastOf(entries.slice(start));
    const stage = flow.stageAfter(past);
    if (stage === undefined) return last;
    if (stage.skip !== undefined) {
      yield keep(going, skippedEntry(flow, stage, past));
      continue;
    }
    const before = entries.length;
    last = yield* runStage(going, stage, past);
    const text = taskLine(going, before);
    if (stage.task !== undefined && text !== undefined) yield keep(going, { type: "notice", text });
    const isOver = final.has(last.reason) || (flow.required && last.reason !== "done");
    if (isOver) return last;
    if (stage.needsPlan && last.reason !== "done") return last;
  }
}

/** One stage, as often as it may be tried. */
async function* runStage(
  going: FlowRun,
  stage: FlowStage,
  past: FlowPast,
): AsyncGenerator<AgentEvent, Last> {
  const { flow, entries, start } = going;
  const view: StageView = {
    flow,
    stage,
    past,
    before: entries.slice(0, start),
    opening: agentFor(going, stage).opening,
  };
  let { attempt, first } = openAttempt(going, stage);
  if (attempt === 0) yield keep(going, stageEntry(view, ++attempt, stageText(view)));
  while (true) {
    const outcome = yield* passing(
      going,
      run(agentFor(going, stage), entries, undefined, going.signal),
    );
    const since = entries.slice(first);
    const lack = outcome.reason === "done" ? lacks(view, since) : endWords(flow, outcome);
    const isOver = lack === undefined || final.has(outcome.reason) || attempt > flow.retries;
    if (isOver) {
      yield* keepAll(going, stageEnd(view, { attempt, outcome, since, lack }));
      if (lack === undefined || final.has(outcome.reason)) return outcome;
      const detail = flow.say("flow_incomplete", { stage: stage.id, why: lack });
      return { reason: "failed", detail, text: outcome.text };
    }
    attempt += 1;
    yield keep(going, stageEntry(view, attempt, retryText(view, attempt, lack)));
  }
}

/** The stage that a killed run left open: its attempt, and where its first one began. */
function openAttempt({ entries, start }: FlowRun, { id }: FlowStage) {
  const begun = entries.findLastIndex(
    (entry) => entry.type === "stage" && entry.text !== undefined,
  );
  const ended = entries.findLastIndex(
    (entry) => entry.type === "stage" && (entry.report ?? entry.task) !== undefined,
  );
  const entry = entries[begun];
  const isOpen = begun >= start && begun > ended && entry?.type === "stage" && entry.name === id;
  if (!isOpen) return { attempt: 0, first: entries.length };
  const first = entries.findIndex(
    (one, index) => index > ended && index >= start && one.type === "stage" && one.name === id,
  );
  return { attempt: entry.attempt ?? 1, first };
}

/** Passes a stage's run on; its end is not the end of the flow. */
async function* passing(
  { entries }: FlowRun,
  events: AsyncGenerator<AgentEvent, Outcome>,
): AsyncGenerator<AgentEvent, Outcome> {
  let step = await events.next();
  while (!step.done) {
    const event = step.value;
    if (event.type !== "end") {
      if (isEntry(event)) entries.push(event);
      yield event;
    }
    step = await events.next();
  }
  return step.value;
}

function lacks({ flow, stage, past }: StageView, since: readonly Entry[]): string | undefined {
  // A mere question needs no plan.
  const hasPlan = pastOf(since).tasks.length > 0 || !flow.wantsChange(past.prompt);
  return lackOf(flow, stage, stageProgress(since, flow.tools), hasPlan);
}

function endWords({ say }: Flow, { reason, detail }: End): string {
  return say("why_end", { reason, detail }).trim();
}

function agentFor({ flow, entries, start, startedMs }: FlowRun, stage: FlowStage | undefined) {
  const ms = performance.now() - startedMs;
  const { totalTokens: tokens, lastPrompt: prompt } = ledgerSince(entries, start);
  return flow.agentFor(stage, { ms, tokens, prompt });
}

function ledgerSince(entries: readonly Entry[], start: number): Ledger {
  return entries.slice(start).reduce(addToLedger, emptyLedger);
}

function stageEntry({ flow, stage, past }: StageView, attempt: number, text: string): StageEntry {
  const total = flow.total(past);
  return {
    type: "stage",
    name: stage.id,
    effects: stage.effects,
    label: stage.label,
    flow: flow.name,
    index: past.ended.length + 1,
    ...(total === undefined ? {} : { total }),
    attempt,
    text,
    ...(stage.fresh ? { fresh: true as const } : {}),
  };
}

/** A flow whose tasks were to change something and changed nothing has failed. */
function endOf({ flow, entries, start }: FlowRun, past: FlowPast, last: End): End {
  const { reason, detail } = last;
  if (reason !== "done" || !flow.needsChange) return { reason, detail };
  const changed = ledgerSince(entries, start).changed.length > 0;
  if (changed || !flow.wantsChange(past.prompt)) return { reason, detail };
  return { reason: "failed", detail: flow.say("no_change") };
}

/** What became of a task, in one line for people. */
function taskLine({ entries, flow }: FlowRun, from: number): string | undefined {
  const ended = entries.findLast(
    (entry, index) => index >= from && entry.type === "stage" && entry.task !== undefined,
  );
  if (ended?.type !== "stage" || ended.task === undefined) return undefined;
  const { task_id: id, status } = ended.task;
  const note = (ended.report?.summary ?? "").replace(/\s+/g, " ").slice(0, taskLineChars);
  return flow.say("task_line", { id, status, note });
}

const taskLineChars = 300;

function keep<One extends Entry>({ entries }: FlowRun, entry: One): One {
  entries.push(entry);
  return entry;
}

function* keepAll(going: FlowRun, more: readonly Entry[]): Generator<Entry> {
  for (const entry of more) yield keep(going, entry);
}
