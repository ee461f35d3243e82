import type { ShellItem } from "../item.ts";
import type { Pen } from "../paint.ts";
import { clean } from "./clean.ts";
import type { ItemLook } from "./item.ts";
import { outputLines } from "./output.ts";
import { fit } from "./text.ts";

const foldedRows = 12;
const wholeRows = 200;

/** A command of the person, and the end of what it printed. */
export function shellLines(item: ShellItem, pen: Pen, { unfolded }: ItemLook): readonly string[] {
  const { paint, width } = pen;
  const inner: Pen = { paint, width: Math.max(1, width - 2) };
  const sign = item.isPrivate ? "!! " : "! ";
  const command = paint("prompt", clean(item.command).replaceAll("\n", " "));
  const aside = item.isPrivate ? paint("dim", " · not for the model") : "";
  const most = unfolded ? wholeRows : foldedRows;
  const output = outputLines(item.output, inner, { most, part: "tail", wraps: unfolded });
  const isSilent = output.length === 0 && item.exitCode === 0;
  return [
    "",
    fit(`${paint("accent", sign)}${command}${aside}`, width),
    ...output.map((line) => (line === "" ? "" : `  ${line}`)),
    ...(isSilent ? [paint("dim", fit("  (no output)", width))] : []),
    ...(item.exitCode ? [paint("error", fit(`  exit code ${item.exitCode}`, width))] : []),
  ];
}
