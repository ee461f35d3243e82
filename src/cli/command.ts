import type { Command } from "commander";
import type { Env } from "../app/folders.ts";

/** What a command may use of the world. */
export type CliContext = {
  readonly env: Env;
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
};

/** One management command; its file holds nothing else. */
export type CliCommand = {
  readonly name: string;
  readonly summary: string;
  /** Shown by --help. */
  readonly example: string;
  /** Adds options and subcommands; an action returns its exit code through `exit`. */
  build(command: Command, context: CliContext, exit: (code: number) => void): void;
};

/** Rows as an aligned table, or as JSON. */
export function printTable(
  context: CliContext,
  rows: readonly Readonly<Record<string, unknown>>[],
  json: boolean | undefined,
): void {
  if (json) {
    context.out(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const columns = Object.keys(rows[0] ?? {});
  const cells = rows.map((row) => columns.map((column) => cell(row[column])));
  const widths = columns.map((column, index) =>
    Math.max(column.length, ...cells.map((line) => Bun.stringWidth(line[index] ?? ""))),
  );
  for (const line of [columns, ...cells]) {
    const padded = line.map(
      (text, index) => text + " ".repeat((widths[index] ?? 0) - Bun.stringWidth(text)),
    );
    context.out(`${padded.join("  ").trimEnd()}\n`);
  }
}

function cell(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.join(", ") : String(value).replaceAll("\n", " ");
}
