import type { Command } from "commander";
import type { BenchContext, BenchParts, Building } from "./cli/command.ts";
import { listSubcommand } from "./cli/list.ts";
import { regradeSubcommand } from "./cli/regrade.ts";
import { reportSubcommand } from "./cli/report.ts";
import { runSubcommand } from "./cli/run.ts";
import { selftestSubcommand } from "./cli/selftest.ts";

const subcommands: readonly ((building: Building) => void)[] = [
  runSubcommand,
  listSubcommand,
  reportSubcommand,
  regradeSubcommand,
  selftestSubcommand,
];

/** `localcode bench`, in the form of the commands of `src/cli`; the command line lists it among them. */
export function benchCommand(parts: BenchParts) {
  return {
    name: "bench",
    summary: "Measures agents and models on programming tasks.",
    example: "localcode bench run default -k bowling",
    build(command: Command, context: BenchContext, exit: (code: number) => void): void {
      for (const add of subcommands) add({ command, context, parts, exit });
    },
  };
}
