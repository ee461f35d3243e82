import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Part, partsOf } from "../../session/export/parts.ts";
import { readSession } from "../../session/read.ts";
import { redactText, redactValue } from "../../session/redact.ts";
import { SessionError } from "../../session/session-error.ts";
import type { Row } from "../results.ts";
import type { Summary } from "./summary.ts";
import { trialAnchor } from "./task-tables.ts";

/** What a report shows of a trial when it is opened. */
export type TrialPage = {
  readonly row: Row;
  readonly anchor: string;
  /** A unified diff against the stubs. */
  readonly diff: string;
  readonly transcript: readonly Part[];
  /** What is not shown, and where it is. */
  readonly notes: readonly string[];
};

/** In characters: a page must open in any browser, however long a model talked. */
export type PageLimits = { readonly text: number; readonly trial: number; readonly page: number };

export const usualLimits: PageLimits = { text: 12_000, trial: 120_000, page: 12_000_000 };

/** The transcripts and diffs of all trials, keys masked; those that failed come first where room ends. */
export function readTrialPages(
  runFolder: string,
  { rows }: Summary,
  limits: PageLimits = usualLimits,
): readonly TrialPage[] {
  let room = limits.page;
  const pages = rows
    .map((row, index) => ({ row, index }))
    .sort((one, other) => Math.min(one.row.passedAt, 1) - Math.min(other.row.passedAt, 1))
    .map(({ row, index }) => {
      const anchor = trialAnchor(row, index);
      const trial = Math.max(0, Math.min(limits.trial, room));
      const page = readTrial(runFolder, row, { ...limits, trial });
      room -= pageSize(page);
      return { index, page: { ...page, row, anchor } };
    });
  return pages.sort((one, other) => one.index - other.index).map(({ page }) => page);
}

type Content = Pick<TrialPage, "diff" | "transcript" | "notes">;

function readTrial(runFolder: string, row: Row, { text, trial }: PageLimits): Content {
  const where = [row.log, row.diff].filter((one) => one !== undefined).join(" and ");
  if (trial <= 0) {
    const notes = where === "" ? [] : [`This page is full; what is missing is in ${where}.`];
    return { diff: "", transcript: [], notes };
  }
  const notes: string[] = [];
  const whole = redactText(diffOf(runFolder, row, notes), []);
  const diff = cut(whole, Math.min(trial, text * diffTexts), row.diff);
  const all = transcriptOf(runFolder, row, notes).map((part) => shortPart(part, text, row.log));
  const sizes = all.map(partSize);
  let room = trial - diff.length;
  const end = sizes.findIndex((size) => {
    room -= size;
    return room < 0;
  });
  const transcript = end === -1 ? all : all.slice(0, end);
  if (end !== -1) notes.push(`${all.length - end} more entries are in ${row.log}.`);
  return { diff, transcript, notes };
}

/** A diff is what one looks at first: it may be as long as so many texts. */
const diffTexts = 4;

function diffOf(runFolder: string, { diff }: Row, notes: string[]): string {
  if (diff === undefined) return "";
  const text = textAt(join(runFolder, diff));
  if (text === undefined) notes.push(`The diff ${diff} is not there any more.`);
  return text ?? "";
}

function transcriptOf(runFolder: string, { log }: Row, notes: string[]): readonly Part[] {
  if (log === undefined) return [];
  const path = join(runFolder, log);
  try {
    const session = readSession(path);
    return partsOf({
      ...session,
      entries: redactValue(session.entries, []) as typeof session.entries,
    });
  } catch (error) {
    if (!(error instanceof SessionError)) throw error;
    // Another agent's log is shown as it stands.
    const text = textAt(path);
    if (text === undefined) notes.push(`The log ${log} is not there any more.`);
    return text === undefined ? [] : [{ type: "note", text: redactText(text, []) }];
  }
}

const mostBytes = 20 * 2 ** 20;

function textAt(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile()) return undefined;
  return stat.size > mostBytes
    ? `[${stat.size} bytes: too large to show]`
    : readFileSync(path, "utf8");
}

function shortPart(part: Part, chars: number, log: string | undefined): Part {
  const short = (text: string) => cut(text, chars, log);
  switch (part.type) {
    case "prompt":
    case "note":
      return { ...part, text: short(part.text) };
    case "reply":
      return { ...part, text: short(part.text), thinking: short(part.thinking) };
    case "call":
      return {
        ...part,
        input: short(part.input),
        output: short(part.output),
        diff: short(part.diff),
      };
  }
}

function cut(text: string, chars: number, where: string | undefined): string {
  if (text.length <= chars) return text;
  return `${text.slice(0, chars)}\n[… ${text.length - chars} more characters are in ${where} …]`;
}

function partSize(part: Part): number {
  return Object.values(part).reduce<number>((sum, value) => sum + String(value).length, 0);
}

/** In characters, as the limits are. */
export function pageSize({ diff, transcript }: Content): number {
  return diff.length + transcript.reduce((sum, part) => sum + partSize(part), 0);
}
