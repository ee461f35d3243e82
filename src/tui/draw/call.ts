import { subjectOf } from "../../app/subject.ts";
import { isObject } from "../../core/coerce.ts";
import type { CallItem, CallState } from "../item.ts";
import type { Pen, Role } from "../paint.ts";
import { spinnerAt } from "../spinner.ts";
import { callInputLines } from "./call-input.ts";
import { clean } from "./clean.ts";
import { diffCounts, diffLines } from "./diff.ts";
import type { ItemLook } from "./item.ts";
import { outputLines } from "./output.ts";
import { fit, middle, seconds } from "./text.ts";
import { columnsOf } from "./width.ts";

const indent = "  ";
const diffRows = 20;
const wholeDiffRows = 1_000;
const tailRows = 5;
const wholeOutputRows = 200;
const nestedRows = 4;
const leastSubject = 12;
/** What is faster needs no time said. */
const worthSayingMs = 100;

/** A call is one line; a change, a running command and a sub-agent show more, and unfolded it shows all. */
export function callLines(item: CallItem, pen: Pen, look: ItemLook): readonly string[] {
  const inner: Pen = { paint: pen.paint, width: Math.max(1, pen.width - indent.length) };
  const nested = item.nested.slice(look.unfolded ? 0 : -nestedRows);
  const below = [
    ...(look.unfolded ? callInputLines(item, inner) : []),
    ...nested.map((line) => pen.paint("dim", fit(`↳ ${clean(line)}`, inner.width))),
    ...(look.unfolded ? wholeOutput(item, inner) : foldedOutput(item, inner)),
    ...changes(item, inner, look.unfolded),
  ];
  return [
    headLine(item, pen, look.frame ?? 0),
    ...below.map((line) => (line === "" ? "" : `${indent}${line}`)),
  ];
}

type Sign = { readonly glyph: string; readonly role: Role };

function signOf(state: CallState, frame: number): Sign {
  switch (state) {
    case "waiting":
      return { glyph: "?", role: "warning" };
    case "running":
      return { glyph: spinnerAt(frame), role: "accent" };
    case "done":
      return { glyph: "✓", role: "success" };
    case "failed":
      return { glyph: "✗", role: "error" };
    case "denied":
      return { glyph: "⊘", role: "warning" };
    case "cut":
      return { glyph: "⊘", role: "dim" };
  }
}

function headLine(item: CallItem, pen: Pen, frame: number): string {
  const { paint, width } = pen;
  const sign = signOf(item.state, frame);
  const name = clean(item.call.name).replaceAll("\n", " ");
  const facts = factsOf(item, pen);
  const outcome = outcomeOf(item);
  const taken = columnsOf(
    `${sign.glyph} ${name} ${facts.map(({ text }) => ` · ${text}`).join("")}`,
  );
  // What went wrong gets at least half of what is left, the subject the rest.
  const free =
    width - taken - (outcome === "" ? 0 : Math.min(columnsOf(outcome) + 3, (width - taken) / 2));
  const subject = subjectText(item, Math.max(leastSubject, Math.floor(free)));
  const dot = paint("dim", " · ");
  const parts = [
    `${paint(sign.role, sign.glyph)} ${paint("strong", name)}${subject === "" ? "" : ` ${subject}`}`,
    ...facts.map(({ painted }) => painted),
    ...(outcome === "" ? [] : [paint(sign.role, outcome)]),
  ];
  return fit(parts.join(dot), width);
}

function subjectText({ call }: CallItem, room: number): string {
  const subject = clean(subjectOf(call)).replaceAll("\n", " ");
  const isPath = isObject(call.input) && call.input.path === subject;
  return isPath ? middle(subject, room) : fit(subject, room);
}

type Fact = { readonly text: string; readonly painted: string };

function factsOf({ diff, ms }: CallItem, { paint }: Pen): readonly Fact[] {
  const facts: Fact[] = [];
  if (diff !== undefined) {
    const { added, removed } = diffCounts(diff);
    const painted = `${paint("added", `+${added}`)} ${paint("removed", `−${removed}`)}`;
    facts.push({ text: `+${added} −${removed}`, painted });
  }
  if (ms >= worthSayingMs) facts.push({ text: seconds(ms), painted: paint("dim", seconds(ms)) });
  return facts;
}

function outcomeOf(item: CallItem): string {
  switch (item.state) {
    case "waiting":
      return "waits for your answer";
    case "failed":
      return isCommand(item) ? "failed" : said("failed", item.output);
    case "denied":
      return said("denied", item.output);
    case "cut":
      return "stopped";
    case "running":
    case "done":
      return "";
  }
}

function said(word: string, output: string): string {
  const line = clean(output.slice(0, 1_000)).trim().split("\n")[0] ?? "";
  return line === "" ? word : `${word}: ${line}`;
}

function isCommand({ call }: CallItem): boolean {
  return isObject(call.input) && typeof call.input.command === "string";
}

function isQuestion({ call, state }: CallItem): boolean {
  return state === "done" && isObject(call.input) && typeof call.input.question === "string";
}

/** A command that runs or failed shows the end of what it printed; a question shows its answer. */
function foldedOutput(item: CallItem, pen: Pen): readonly string[] {
  if (isQuestion(item)) return outputLines(item.output, pen, { most: tailRows, part: "head" });
  const isShown = item.state === "running" || item.state === "cut" || item.state === "failed";
  if (!isShown || !isCommand(item)) return [];
  return outputLines(item.output, pen, { most: tailRows, part: "tail" });
}

function wholeOutput({ output, state }: CallItem, pen: Pen): readonly string[] {
  const part = state === "running" ? "tail" : "head";
  return outputLines(output, pen, { most: wholeOutputRows, part, wraps: true });
}

function changes({ diff, state }: CallItem, pen: Pen, unfolded: boolean): readonly string[] {
  if (diff === undefined || state === "denied") return [];
  const heads = (diff.match(/^\+\+\+ /gm) ?? []).length > 1;
  return diffLines(diff, pen, { maxLines: unfolded ? wholeDiffRows : diffRows, heads });
}
