import { type Row, resultOf } from "../results.ts";
import { sumOf } from "../statistics.ts";
import type { Summary } from "./summary.ts";
import { type Cell, decimal, left, right, type Table, whole, word } from "./table.ts";

/** Tables 7 to 10: every trial, and what it did. */
export function taskTables(summary: Summary): readonly Table[] {
  const rows = [...summary.rows].sort(inOrder);
  return [
    resultsTable(rows, summary),
    toolsTable(rows, summary),
    tokensTable(rows, summary),
    flowTable(rows, summary),
  ];
}

/** Most calls first, as the tables of the Python original are. */
function inOrder(one: Row, other: Row): number {
  return other.calls - one.calls || (trialName(one) < trialName(other) ? -1 : 1);
}

/** "python/leap", "python/leap #2" for its second repeat. */
export function trialName({ key, repeat }: Pick<Row, "key" | "repeat">): string {
  return repeat === 1 ? key : `${key} #${repeat}`;
}

/** Where a page has the trial's transcript; unique and safe as an id. */
export function trialAnchor(row: Row, index: number): string {
  return `trial-${index}-${trialName(row).replace(/[^A-Za-z0-9-]+/g, "-")}`;
}

function nameCell(row: Row, { rows }: Summary): Cell {
  return { text: trialName(row), anchor: trialAnchor(row, rows.indexOf(row)) };
}

function resultsTable(rows: readonly Row[], summary: Summary): Table {
  const tries = Array.from({ length: summary.tries }, (_, index) => index);
  return {
    id: "results",
    title: "Results per task",
    note: 'Tests as failed/all where they did not pass; "how far" is the score from 0 to 1.',
    columns: [
      left("task"),
      ...tries.map((index) => left(`try ${index + 1}`)),
      right("sec"),
      right("calls"),
      right("by try"),
      right("errs"),
      right("by try"),
      right("how far"),
      left("reached"),
      left("end"),
    ],
    rows: rows.map((row) => [
      nameCell(row, summary),
      ...tries.map((index) => tryCell(row, index)),
      decimal(row.seconds, 1),
      whole(row.calls),
      byTry(row.tries.map(({ calls }) => calls)),
      whole(sumOf(row.tries.map(({ errors }) => errors))),
      byTry(row.tries.map(({ errors }) => errors)),
      decimal(row.score, 2),
      word(row.reached),
      word(endOf(row)),
    ]),
  };
}

/** "3+2"; sorted by what the first try had. */
function byTry(counts: readonly number[]): Cell {
  const [first] = counts;
  return { text: counts.join("+"), ...(first === undefined ? {} : { value: first }) };
}

function tryCell(row: Row, index: number): Cell {
  const one = row.tries[index];
  if (one === undefined) return { text: "", value: -1 };
  if (one.passed) return { text: "PASS", value: 2 };
  const { compiled, timedOut, failed, total } = one.tested;
  if (timedOut) return { text: "FAIL (time)", value: 0 };
  if (!compiled) return { text: "FAIL (build)", value: 0 };
  const known = failed !== undefined && total !== undefined && total > 0;
  return {
    text: known ? `FAIL ${failed}/${total}` : "FAIL",
    value: known ? 1 - failed / total : 0,
  };
}

function endOf(row: Row): string {
  const result = resultOf(row);
  if (result === "skipped") return `skipped: ${row.skipped?.why}`;
  if (result === "infrastructure") return `infrastructure: ${row.infrastructure?.kind}`;
  return row.end;
}

function toolsTable(rows: readonly Row[], summary: Summary): Table {
  return {
    id: "task-tools",
    title: "Tools per task",
    note: "In brackets: how many of the calls failed.",
    columns: [left("task"), right("calls"), left("tools")],
    rows: rows.map((row) => [nameCell(row, summary), whole(row.calls), word(toolsOf(row))]),
  };
}

/** "edit 3 (1), read 2", most calls first. */
function toolsOf({ tools }: Row): string {
  return Object.entries(tools)
    .sort(([, one], [, other]) => other.calls - one.calls)
    .map(([name, { calls, errors }]) => `${name} ${calls}${errors > 0 ? ` (${errors})` : ""}`)
    .join(", ");
}

function tokensTable(rows: readonly Row[], summary: Summary): Table {
  return {
    id: "task-tokens",
    title: "Tokens per task",
    columns: [
      left("task"),
      right("prompt"),
      right("cached"),
      right("written"),
      right("replies"),
      right("prefill t/s"),
      right("decode t/s"),
    ],
    rows: rows.map((row) => {
      const { prefillTokens, prefillMs, decodeTokens, decodeMs, estimated } = row.speed;
      return [
        nameCell(row, summary),
        whole(row.tokens.in),
        whole(row.tokens.cached),
        whole(row.tokens.out),
        whole(row.turns),
        decimal((prefillTokens / prefillMs) * 1_000, 1),
        decimal((decodeTokens / decodeMs) * 1_000, 1, estimated ? "~" : ""),
      ];
    }),
  };
}

function flowTable(rows: readonly Row[], summary: Summary): Table {
  return {
    id: "task-flow",
    title: "Flow per task",
    note: "*: calls of one reply; !: the call failed.",
    columns: [left("task"), left("flow"), left("what was called")],
    rows: rows.map((row) => [nameCell(row, summary), word(row.flow), word(flowOf(row))]),
  };
}

/** "prompt -> read[a.js] * read[b.js] -> edit[a.js] -> final", one prompt for each try. */
function flowOf({ steps }: Row): string {
  return steps.flatMap((own) => ["prompt", ...own, "final"]).join(" -> ");
}
