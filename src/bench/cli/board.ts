import { existsSync, readdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import { boardTable } from "../report/board.ts";
import { tableMarkdown } from "../report/markdown.ts";
import { readRun } from "../report/render.ts";
import { tableText } from "../report/text.ts";
import { runFiles } from "../run-folder.ts";
import type { World } from "./command.ts";

export type BoardFlags = { readonly md?: boolean; readonly json?: boolean };

/** `localcode bench board`: all runs below a folder in one table. Throws ConfigError where there is none. */
export function boardBench(
  folder: string | undefined,
  flags: BoardFlags,
  { context }: World,
): void {
  const path = resolve(context.cwd, folder ?? "runs");
  const runs = runFoldersBelow(path).map((one) => ({
    ...readRun(one),
    name: relative(context.cwd, one),
  }));
  if (runs.length === 0) {
    const fix = "Name a folder of runs, or begin one: localcode bench run AGENT.";
    throw new ConfigError(`There is no run with results below ${path}. ${fix}`);
  }
  const table = boardTable(runs);
  if (flags.json) context.out(`${JSON.stringify(table, null, 2)}\n`);
  else context.out(`${(flags.md ? tableMarkdown : tableText)(table)}\n`);
}

/** A study has its runs in its own folder; deeper lies none. */
const deepest = 2;

function runFoldersBelow(folder: string, depth = 0): readonly string[] {
  if (existsSync(join(folder, runFiles.results))) return [folder];
  if (depth === deepest || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name))
    .sort()
    .flatMap((one) => runFoldersBelow(one, depth + 1));
}
