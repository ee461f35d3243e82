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
import type { Building } from "./command.ts";

/** The rows and the card of a run's folder. Throws ConfigError where there is none. */
export function readRun(path: string): RunData {
  const { rows } = readResults(join(path, runFiles.results));
  if (rows.length === 0) throw new ConfigError(`${path} has no results; name the folder of a run.`);
  return { name: basename(path), card: readRunCard(join(path, runFiles.card)), rows };
}

/** `localcode bench report`: what a run came to. */
export function reportSubcommand({ command, context }: Building): void {
  command
    .command("report <run>")
    .description("the rates and tables of a run")
    .option("--md", "as Markdown")
    .option("--csv", "one line a task")
    .action((folder: string, { md, csv }: { md?: boolean; csv?: boolean }) => {
      const report = buildReport(readRun(resolve(context.cwd, folder)));
      const write = md ? reportMarkdown : csv ? reportCsv : reportText;
      context.out(write(report));
    });
}
