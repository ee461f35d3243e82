import { clip, oneLine } from "../lib/text.ts";
import type { Entry } from "./event.ts";
import type { EndedStage, Flow, FlowPast, FlowStage, StageProgress } from "./flow.ts";
import { addToLedger, emptyLedger } from "./ledger.ts";
import type { StageReport } from "./report.ts";

const pastPromptChars = 4_000;
const pastAnswerChars = 1_200;
const noteChars = 800;
const listed = { decisions: 3, next: 3, risks: 2, files: 6 };

export type StageView = {
  readonly flow: Flow;
  readonly stage: FlowStage;
  readonly past: FlowPast;
  /** The conversation before this flow began. */
  readonly before: readonly Entry[];
  /** What goes before a conversation's first prompt. */
  readonly opening: string;
};

/** What the model is told when a stage begins. */
export function stageText(view: StageView): string {
  const { flow, stage, past, opening } = view;
  const { say } = flow;
  const parts = [
    stage.fresh ? opening : "",
    head(view, "stage", 1),
    ...(stage.fresh ? told(view) : []),
    say("instructions", { text: stage.instructions }),
    stage.allowed === "" ? "" : say("allowed", { effects: stage.allowed }),
    stage.allowedTools === "" ? "" : say("allowed_tools", { tools: stage.allowedTools }),
    stage.notes === 0 || !stage.fresh ? "" : notesText(flow, past.ended, stage.notes),
    howToEnd(view),
    stage.doneHint === "" ? "" : say("done_hint", { text: stage.doneHint }),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** What it is told when the stage has to go on; a fresh one is told everything again. */
export function retryText(view: StageView, attempt: number, why: string): string {
  const { flow, stage } = view;
  const { say, tools } = flow;
  const hints = [
    stage.needsSignal ? say("retry_call", { tool: tools.done, id: stage.id }) : "",
    stage.requireFilesRead > 0 ? say("retry_read", { count: stage.requireFilesRead }) : "",
    stage.requireCalls > 0 ? say("retry_calls", { count: stage.requireCalls }) : "",
  ];
  const parts = [
    stage.fresh ? stageText(view) : head(view, "retry_head", attempt),
    say("retry", { why }),
    ...(flow.retryHints ? hints : []),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** Why a stage is not done, in words; undefined where it is. */
export function lackOf(
  { say, tools }: Pick<Flow, "say" | "tools">,
  stage: FlowStage,
  { filesRead, calls, isSignalled }: StageProgress,
  hasPlan: boolean,
): string | undefined {
  const { requireFilesRead, requireCalls, needsSignal, needsPlan } = stage;
  if (needsPlan && !hasPlan) return say("why_plan");
  if (filesRead.length < requireFilesRead) {
    return say("why_read", { has: filesRead.length, count: requireFilesRead });
  }
  if (calls < requireCalls) return say("why_calls", { has: calls, count: requireCalls });
  return needsSignal && !isSignalled ? say("why_signal", { tool: tools.done }) : undefined;
}

function head({ flow, stage, past }: StageView, word: "stage" | "retry_head", attempt: number) {
  const total = flow.total(past);
  const of = total === undefined ? "" : flow.say("of", { total });
  return flow.say(word, { index: past.ended.length + 1, of, label: stage.label, attempt });
}

/** For a stage that knows nothing: the task, what is newest, what was before, the plan. */
function told({ flow, past, before }: StageView): readonly string[] {
  const { say } = flow;
  const first = before.find((entry) => entry.type === "prompt");
  const task = first?.type === "prompt" ? first.text : past.prompt;
  const plan = past.tasks.map(
    ({ task_id, status, description }) => `- ${task_id} [${status}] ${description}`,
  );
  return [
    say("task", { task }),
    task === past.prompt ? "" : say("newest", { text: past.prompt }),
    pastText(flow, before),
    plan.length === 0 ? "" : say("plan", { plan: plan.join("\n") }),
  ];
}

/** The conversation before, in a few lines: who said what, and which files it changed. */
function pastText({ say }: Flow, before: readonly Entry[]): string {
  let answer = "";
  const said = before.flatMap((entry): readonly string[] => {
    if (entry.type === "reply") answer = entry.message.text.trim();
    if (entry.type === "prompt")
      return [say("past_prompt", { text: clip(entry.text, pastPromptChars) })];
    if (entry.type !== "end" || answer === "") return [];
    return [say("past_answer", { text: clip(answer, pastAnswerChars) })];
  });
  const { changed } = before.reduce(addToLedger, emptyLedger);
  const files = changed.length === 0 ? [] : [say("past_changed", { files: changed.join(", ") })];
  const lines = [...said, ...files];
  return lines.length === 0 ? "" : say("past", { past: lines.join("\n") });
}

function howToEnd({ flow, stage, past }: StageView): string {
  if (stage.needsPlan) return "";
  if (stage.needsSignal) return flow.say("done_by_call", { tool: flow.tools.done, id: stage.id });
  const isLast = flow.total(past) === past.ended.length + 1;
  return flow.say(isLast ? "done_last" : "done_by_words");
}

function notesText({ say }: Flow, ended: readonly EndedStage[], most: number): string {
  const reports = ended.flatMap(({ report }) => report ?? []);
  const shown = most < 0 ? reports : reports.slice(-most);
  const notes = shown.map((report) => noteOf(report, say));
  return notes.length === 0 ? "" : say("notes", { notes: notes.join("\n") });
}

function noteOf(report: StageReport, say: Flow["say"]): string {
  const { label, summary, payload, files_changed, files_read } = report;
  const some = (
    word: "note_decisions" | "note_next" | "note_risks" | "note_changed" | "note_read",
    list: readonly string[] | undefined,
    most: number,
  ) =>
    list === undefined || list.length === 0
      ? ""
      : say(word, { list: list.slice(0, most).join("; ") });
  const files =
    files_changed.length > 0
      ? some("note_changed", files_changed, listed.files)
      : some("note_read", files_read, listed.files);
  const parts = [
    oneLine(summary, noteChars),
    some("note_decisions", payload?.decisions, listed.decisions),
    some("note_next", payload?.next_actions, listed.next),
    some("note_risks", payload?.risks, listed.risks),
    files,
  ];
  return say("note", { label, text: parts.filter((part) => part !== "").join(" | ") });
}
