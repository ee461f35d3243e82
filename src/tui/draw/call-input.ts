import { isObject } from "../../core/coerce.ts";
import type { CallItem } from "../item.ts";
import type { Pen } from "../paint.ts";
import { clean } from "./clean.ts";
import { fit, wrap } from "./text.ts";

const rowsOfOne = 60;
const indent = "  ";

/** Each argument of a call by its name; what the diff shows is not said twice. */
export function callInputLines({ call, diff }: CallItem, pen: Pen): readonly string[] {
  const { input, raw } = call;
  if (!isObject(input)) return argumentLines("input", raw ?? input, pen);
  return Object.entries(input)
    .filter(([, value]) => diff === undefined || !String(value).includes("\n"))
    .flatMap(([name, value]) => argumentLines(name, value, pen));
}

function argumentLines(name: string, value: unknown, { paint, width }: Pen): readonly string[] {
  const text = clean(typeof value === "string" ? value : (JSON.stringify(value) ?? "")).trimEnd();
  const label = `${clean(name).replaceAll("\n", " ")}:`;
  if (!text.includes("\n") && label.length + 1 + text.length <= width) {
    return [fit(`${paint("dim", label)} ${text}`, width)];
  }
  const lines = wrap(text, Math.max(1, width - indent.length));
  const shown = lines.slice(0, rowsOfOne).map((line) => `${indent}${line}`);
  const left = lines.length - shown.length;
  const more = left > 0 ? [paint("dim", fit(`${indent}… ${left} more lines`, width))] : [];
  return [paint("dim", fit(label, width)), ...shown, ...more];
}
