import { gitState } from "../app/git-line.ts";
import type { Shell } from "./shell.ts";

/** The branch in the status line; again after each run, because a run may commit or change. */
export async function showBranch({ board }: Pick<Shell, "board">, cwd: string): Promise<void> {
  const git = await gitState(cwd);
  const branch = git === undefined ? "" : `${git.branch}${git.dirty.length > 0 ? "*" : ""}`;
  board.update((state) => ({ ...state, facts: { ...state.facts, branch } }));
}
