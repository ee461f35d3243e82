import { resolve } from "node:path";
import { tableMarkdown } from "../report/markdown.ts";
import { mechanismTable } from "../report/mechanism-table.ts";
import { readRun } from "../report/render.ts";
import { bySubject, summarize } from "../report/summary.ts";
import { tableText } from "../report/text.ts";
import { toolTables } from "../report/tool-tables.ts";
import type { World } from "./command.ts";

export type ErrorsFlags = { readonly md?: boolean; readonly json?: boolean };

/** `localcode bench errors`: what was called in a run, what failed of it, and why. */
export function errorsBench(folder: string, flags: ErrorsFlags, { context }: World): void {
  const run = readRun(resolve(context.cwd, folder));
  const subjects = bySubject(run).map((one) => {
    const summary = summarize(one);
    const tables = [...toolTables(summary), ...mechanismTable(summary.counted)];
    return { name: one.name, tables };
  });
  if (flags.json) {
    context.out(`${JSON.stringify(subjects, null, 2)}\n`);
    return;
  }
  const write = flags.md ? tableMarkdown : tableText;
  const texts = subjects.map(({ name, tables }) => {
    const head = subjects.length === 1 ? [] : [flags.md ? `# ${name}` : name];
    return [...head, ...tables.map(write)].join("\n\n");
  });
  context.out(`${texts.join("\n\n")}\n`);
}
