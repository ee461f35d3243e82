import { type Row, resultOf, type TryRow } from "../results.ts";
import type { ViewedTrial } from "./trials.ts";

/** What came of a trial, in a word or two. */
export function outcomeText({ row, isRunning }: ViewedTrial): string {
  if (row === undefined) return isRunning ? "under way" : "broken off";
  switch (resultOf(row)) {
    case "passed":
      return `passed at try ${row.passedAt}`;
    case "failed":
      return isPlain(row.end) ? "failed" : `failed: ${row.end.replace("-", " ")}`;
    case "skipped":
      return "skipped";
    case "infrastructure":
      return `not run: ${row.infrastructure?.kind ?? ""}`;
  }
}

/** Ends that say no more than that it failed. */
function isPlain(end: Row["end"]): boolean {
  return end === "done" || end === "failed" || end === "blocked";
}

/** Why a trial says nothing of the model; "" where it does. */
export function reasonText({ skipped, infrastructure }: Row): string {
  if (skipped !== undefined) return `It was skipped: ${skipped.why}.`;
  if (infrastructure === undefined) return "";
  const { kind, detail } = infrastructure;
  return `This is no failure of the model (${kind}): ${detail}`;
}

/** What the tests said of a try: "all 5 passed", "2 of 5 failed". */
export function testedText({ tested, passed }: TryRow): string {
  const { total, failed } = tested;
  if (tested.timedOut) return "the tests took too long";
  if (!tested.compiled) return "it could not be compiled or loaded";
  if (total === undefined || failed === undefined) return passed ? "passed" : "failed";
  return failed === 0 && passed ? `all ${total} passed` : `${failed} of ${total} failed`;
}

/** Tests of the last try that pass: "3/5"; "" where nothing was counted. */
export function sharePassed({ tries }: Row): string {
  const { total, failed } = tries.at(-1)?.tested ?? {};
  return total === undefined || failed === undefined ? "" : `${total - failed}/${total}`;
}
