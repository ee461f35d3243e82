import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { plainFiles } from "../lib/plain-files.ts";
import type { Row } from "./results.ts";
import type { Exercise } from "./types.ts";

/** What lies in a trial's folder. */
export const trialFiles = {
  workspace: "workspace",
  logs: "logs",
  diff: "workspace.diff",
  row: "row.json",
  aider: ".aider.results.json",
  prompt: (attempt: number) => `prompt-${attempt}.md`,
  tests: (attempt: number) => `tests-${attempt}.txt`,
} as const;

/** Whether a solution file is not as its stub was. */
export function isEdited({ folder, solutionFiles }: Exercise, workspace: string): boolean {
  return solutionFiles.some((file) => textAt(join(workspace, file)) !== textAt(join(folder, file)));
}

const maxDiffBytes = 256_000;

/** A unified diff of the workspace against what the solver was given; undefined where nothing changed. */
export async function workspaceDiff(
  { folder }: Exercise,
  workspace: string,
  given: readonly string[],
): Promise<string | undefined> {
  if (!existsSync(workspace)) return undefined;
  const { createTwoFilesPatch } = await import("diff");
  const files = [...new Set([...given, ...filesIn(workspace)])].sort();
  const parts = files.flatMap((file) => {
    const before = given.includes(file) ? textAt(join(folder, file)) : undefined;
    const after = textAt(join(workspace, file));
    if (before === after) return [];
    const names = [before === undefined ? "/dev/null" : `a/${file}`];
    names.push(after === undefined ? "/dev/null" : `b/${file}`);
    return [createTwoFilesPatch(names[0] ?? "", names[1] ?? "", before ?? "", after ?? "")];
  });
  return parts.length === 0 ? undefined : parts.join("");
}

/** Plain files below a folder, without localcode's own. */
function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return plainFiles(folder).filter((file) => !/^(\.localcode|\.git|node_modules)\//.test(file));
}

/** Undefined where there is no plain file, or one too large to show. */
function textAt(path: string): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > maxDiffBytes) return undefined;
  return readFileSync(path, "utf8");
}

/** The session's file below the logs: the first, as those of sub-agents begin later. */
export function sessionFile(logs: string): string | undefined {
  if (!existsSync(logs)) return undefined;
  return readdirSync(logs)
    .filter((name) => /^\d{4}-.*\.jsonl$/.test(name))
    .sort()[0];
}

/** The result in the form of aider's benchmark, for its tools. */
export function writeAiderResults(folder: string, row: Row): void {
  const result = {
    testdir: join(folder, trialFiles.workspace),
    testcase: row.key.slice(row.key.indexOf("/") + 1),
    model: row.model,
    tests_outcomes: row.tries.map(({ passed }) => passed),
    duration: row.seconds,
    test_timeouts: row.tries.filter(({ tested }) => tested.timedOut).length,
    prompt_tokens: row.tokens.in,
    completion_tokens: row.tokens.out,
    ...(row.infrastructure === undefined ? {} : { exception: row.infrastructure.detail }),
  };
  writeFileSync(join(folder, trialFiles.aider), `${JSON.stringify(result, null, 2)}\n`);
}
