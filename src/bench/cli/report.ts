import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { foldersFor } from "../../app/folders.ts";
import { type ReportFormat, renderReport } from "../report/render.ts";
import type { World } from "./command.ts";

export type ReportFlags = {
  readonly md?: boolean;
  readonly csv?: boolean;
  readonly html?: boolean;
  readonly out?: string;
};

/** `localcode bench report`: what a run came to. A page is a file, beside the results where none is named. */
export function reportBench(folder: string, flags: ReportFlags, { context }: World): void {
  const path = resolve(context.cwd, folder);
  const format: ReportFormat = flags.html ? "html" : flags.md ? "md" : flags.csv ? "csv" : "text";
  const text = renderReport(path, format, foldersFor(context.cwd, context.env).package);
  const named = flags.out === undefined ? undefined : resolve(context.cwd, flags.out);
  const file = named ?? (flags.html ? join(path, "report.html") : undefined);
  if (file === undefined) {
    context.out(text);
    return;
  }
  writeFileSync(file, text);
  context.out(`${file}\n`);
}
