import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ResultsError, readResults } from "../results-file.ts";
import { readRunCard } from "../run-card.ts";
import { runFiles } from "../run-folder.ts";
import { reportCsv } from "./csv.ts";
import { reportHtml } from "./html.ts";
import { reportMarkdown } from "./markdown.ts";
import { buildReport } from "./report.ts";
import { bySubject, type RunData } from "./summary.ts";
import { reportText } from "./text.ts";
import { readTrialPages } from "./trial-page.ts";

export const reportFormats = ["text", "md", "csv", "html"] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** A run's folder as data. Throws ResultsError. */
export function readRun(folder: string): RunData {
  const results = join(folder, runFiles.results);
  if (!existsSync(results)) {
    throw new ResultsError(`${folder} is no run: it has no ${runFiles.results}.`);
  }
  const card = readRunCard(join(folder, runFiles.card));
  const { rows } = readResults(results);
  return { name: basename(folder), rows, ...(card === undefined ? {} : { card }) };
}

/** The report of a run's folder as one text. `packageFolder` has the chart library. Throws ResultsError. */
export function renderReport(folder: string, format: ReportFormat, packageFolder: string): string {
  const run = readRun(folder);
  if (format === "csv") return reportCsv(buildReport(run));
  if (format !== "html") {
    const write = format === "md" ? reportMarkdown : reportText;
    return bySubject(run)
      .map((one) => write(buildReport(one)))
      .join("\n");
  }
  const subjects = bySubject(run);
  if (subjects.length > 1) {
    const names = subjects.map(({ name }) => name).join("; ");
    throw new ResultsError(`A page shows one subject, and this run holds ${names}. Use --md.`);
  }
  const report = buildReport(run);
  const trials = readTrialPages(folder, report.summary);
  return reportHtml(report, { chartScript: readChartScript(packageFolder), trials });
}

const chartFile = "node_modules/chart.js/dist/chart.umd.min.js";

/** Throws ResultsError where it is not installed. */
export function readChartScript(packageFolder: string): string {
  const path = join(packageFolder, chartFile);
  // Its last line names a file that a browser would look for.
  if (existsSync(path))
    return readFileSync(path, "utf8").replace(/^\/\/# sourceMappingURL=.*$/m, "");
  throw new ResultsError(`The charts' library is missing (${path}). Run npm install, or use --md.`);
}
