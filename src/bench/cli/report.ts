import { basename, join, resolve } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import { reportCsv } from "../report/csv.ts";
import { reportMarkdown } from "../report/markdown.ts";
import { buildReport } from "../report/report.ts";
import type { RunData } from "../report/summary.ts";
import { reportText } from "../report/text.ts";
import { readResults } from "../results-file.ts";
import { readRunCard } from "../run-card.ts";
import { runFiles } from "../run-folder.ts";
import type { World } from "./command.ts";

/** The rows and the card of a run's folder. Throws ConfigError where there is none. */
export function readRun(path: string): RunData {
  const { rows } = readResults(join(path, runFiles.results));
  if (rows.length === 0) throw new ConfigError(`${path} has no results; name the folder of a run.`);
  return { name: basename(path), card: readRunCard(join(path, runFiles.card)), rows };
}

export type ReportFlags = { readonly md?: boolean; readonly csv?: boolean };

/** `localcode bench report`: what a run came to. */
export function reportBench(folder: string, { md, csv }: ReportFlags, { context }: World): void {
  const report = buildReport(readRun(resolve(context.cwd, folder)));
  const write = md ? reportMarkdown : csv ? reportCsv : reportText;
  context.out(write(report));
}
