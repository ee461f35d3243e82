import { loadConfig } from "../app/config.ts";
import { exitCodes } from "../app/exit-code.ts";
import type { Viewing } from "../bench/cli/command.ts";
import { isTerminal } from "../lib/terminal.ts";
import { benchTrajectories } from "./bench-trajectories.ts";

/** Lines of what goes to a file or another program. */
const plainColumns = 100;

/** `localcode bench view`: on the terminal where there is one, else as plain lines. */
export async function viewBenchRun(viewing: Viewing): Promise<number> {
  const { run, trial, pane, plain, context } = viewing;
  const source = benchTrajectories(run);
  const isWatched = (await isTerminal(0)) && (await isTerminal(1));
  if (plain || !isWatched || context.env.TERM === "dumb") {
    const { plainLines } = await import("../tui/viewer/plain.ts");
    const columns = Number(context.env.COLUMNS);
    const width = Number.isInteger(columns) && columns >= 20 ? columns : plainColumns;
    for (const line of plainLines(source, trial, pane, width)) context.out(`${line}\n`);
    return exitCodes.done;
  }
  const config = await loadConfig(context.cwd, context.env, {});
  const { openViewer } = await import("../tui/viewer/entry.ts");
  const title = `localcode bench view ${run.split("/").at(-1)}`;
  return await openViewer(config, { source, id: trial, pane, title });
}
