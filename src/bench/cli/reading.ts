import type { Building } from "./command.ts";
import { factorsFrom } from "./run-flags.ts";

// The commands that only read what runs have left.

export function addReport({ command, ...world }: Building): void {
  command
    .command("report <run>")
    .description("the rates and tables of a run")
    .option("--md", "as Markdown")
    .option("--csv", "one line a task")
    .option("--html", "one page that needs nothing else: charts, tables, transcripts")
    .option("--out <file>", "where it goes; default of --html: report.html of the run")
    .action(async (folder, flags) => {
      const { reportBench } = await import("./report.ts");
      reportBench(folder, flags, world);
    });
}

export function addErrors({ command, ...world }: Building): void {
  command
    .command("errors <run>")
    .description("what was called in a run, what failed of it, and why")
    .option("--md", "as Markdown")
    .option("--json", "as JSON")
    .action(async (folder, flags) => {
      const { errorsBench } = await import("./errors.ts");
      errorsBench(folder, flags, world);
    });
}

export function addBoard({ command, ...world }: Building): void {
  command
    .command("board [folder]")
    .description("all runs below a folder in one table, the best of each set first")
    .option("--md", "as Markdown")
    .option("--json", "as JSON")
    .action(async (folder, flags) => {
      const { boardBench } = await import("./board.ts");
      boardBench(folder, flags, world);
    });
}

export function addCompare({ command, exit, ...world }: Building): void {
  command
    .command("compare <run> <other>")
    .description("two runs task by task: what differs, and how sure that is")
    .option(
      "--vary <what>",
      "what is meant to differ: server, window, settings, program",
      factorsFrom,
    )
    .option("--force", "compares also what measures different things")
    .option("--md", "as Markdown")
    .option("--json", "as JSON")
    .action(async (run, other, flags) => {
      const { compareBench } = await import("./compare.ts");
      exit(compareBench([run, other], flags, world));
    });
}
