import { cardTables } from "./card-tables.ts";
import { headline } from "./headline.ts";
import { overviewTables } from "./overview-tables.ts";
import { speedTable } from "./speed-table.ts";
import { type RunData, type Summary, summarize } from "./summary.ts";
import type { Table } from "./table.ts";
import { taskTables } from "./task-tables.ts";
import { toolTables } from "./tool-tables.ts";

/** A run as people read it; text, Markdown, CSV and HTML are written from it. */
export type Report = {
  readonly name: string;
  readonly summary: Summary;
  readonly headline: readonly string[];
  /** Languages, repeats, and what stands in no rate. */
  readonly overview: readonly Table[];
  /** The ten. */
  readonly tables: readonly Table[];
};

export function buildReport(run: RunData): Report {
  const summary = summarize(run);
  return {
    name: run.name,
    summary,
    headline: headline(summary),
    overview: overviewTables(summary),
    tables: [
      ...cardTables(run),
      speedTable(summary),
      ...toolTables(summary),
      ...taskTables(summary),
    ],
  };
}
