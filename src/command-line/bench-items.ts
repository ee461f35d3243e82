import type { TrialContent, TryText } from "../bench/view/content.ts";
import type { ViewedTrial } from "../bench/view/trials.ts";
import { reasonText, testedText } from "../bench/view/words.ts";
import type { Entry } from "../core/event.ts";
import { seconds } from "../tui/draw/text.ts";
import type { Item, NoticeLevel } from "../tui/item.ts";
import { itemsOf, type TestText } from "../tui/viewer/trajectory.ts";

/** A trial as it looked in a terminal, with what its tests said after each try. */
export function trialItems(trial: ViewedTrial, content: TrialContent): readonly Item[] {
  const { entries } = content;
  const did = entries === undefined ? withoutSession(trial, content) : session(trial, entries);
  const missing = content.notices.map((text) => notice(text, "warning"));
  return [...missing, ...did, ...endOf(trial, content)];
}

/** What the tests printed, the newest try first. */
export function trialTests({ row }: ViewedTrial, { tests }: TrialContent): readonly TestText[] {
  return tests.toReversed().map(({ attempt, text }) => {
    const tried = row?.tries[attempt - 1];
    const more = tried === undefined ? "" : `: ${testedText(tried)}`;
    return { title: `Try ${attempt}${more}`, text };
  });
}

/** A try is one run of the conversation, from its prompt to its end. */
function session(trial: ViewedTrial, entries: readonly Entry[]): readonly Item[] {
  const runs: Entry[][] = [[]];
  for (const entry of entries) {
    runs.at(-1)?.push(entry);
    if (entry.type === "end") runs.push([]);
  }
  return runs.flatMap((own, at) => [
    ...itemsOf(own, trial.isRunning ? "running" : "cut"),
    ...(own.at(-1)?.type === "end" ? tried(trial, at + 1) : []),
  ]);
}

function tried({ row }: ViewedTrial, attempt: number): readonly Item[] {
  const one = row?.tries[attempt - 1];
  if (one === undefined) return [];
  const text = `Tests of try ${attempt}: ${testedText(one)} (${seconds(one.seconds * 1_000)} in all).`;
  return [notice(text, one.passed ? "plain" : "warning")];
}

/** Another agent's own words, or none: what it was told, and how that came out. */
function withoutSession(trial: ViewedTrial, { prompts, outputs }: TrialContent): readonly Item[] {
  return prompts.flatMap(({ attempt, text }) => [
    { type: "prompt", text, attached: [] } satisfies Item,
    ...printed(outputs, attempt),
    ...tried(trial, attempt),
  ]);
}

/** Of more, only the end is worth reading. */
const printedChars = 200_000;

function printed(outputs: readonly TryText[], attempt: number): readonly Item[] {
  const text = outputs.find((one) => one.attempt === attempt)?.text.slice(-printedChars) ?? "";
  if (text.trim() === "") return [];
  const fences = text.match(/`{3,}/g) ?? [];
  const fence = "`".repeat(1 + Math.max(2, ...fences.map(({ length }) => length)));
  return [{ type: "panel", title: "", text: `${fence}text\n${text.trimEnd()}\n${fence}` }];
}

/** What there is to say of it besides. */
function endOf(trial: ViewedTrial, { entries, outputs, error, notices }: TrialContent) {
  const { row, isRunning } = trial;
  const reason = row === undefined ? "" : reasonText(row);
  const isSilent = entries === undefined && outputs.length === 0 && notices.length === 0;
  return [
    ...(isSilent && reason === "" ? [notice(silence(trial), "plain")] : []),
    ...(isRunning && !isSilent ? [notice(goesOn, "plain")] : []),
    ...(row === undefined && !isRunning ? [notice(brokenOff, "warning")] : []),
    ...(reason === "" ? [] : [notice(reason, "warning")]),
    ...(error.trim() === "" ? [] : [notice(error.trim(), "error")]),
  ];
}

const goesOn = "It is under way: what comes next is shown as it comes.";
const brokenOff =
  "It was broken off with its run. `localcode bench run --resume` does it again from the start.";

function silence({ row, isRunning }: ViewedTrial): string {
  if (isRunning) return "It has begun, and nothing is recorded of it yet.";
  if (row === undefined) return "Nothing was recorded of it.";
  if (row.harness === "self")
    return "It has no session: nothing of what the model said is recorded.";
  return `"${row.harness}" keeps no record of what it does. Its changes and tests are there.`;
}

function notice(text: string, level: NoticeLevel): Item {
  return { type: "notice", level, text };
}
