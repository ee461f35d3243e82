import { type Command, Option } from "commander";
import {
  type BenchContext,
  type BenchParts,
  type Building,
  listed,
  viewPanes,
  wholeFor,
} from "./cli/command.ts";
import { addBoard, addCompare, addErrors, addReport } from "./cli/reading.ts";
import {
  addRunOptions,
  addStopOptions,
  addStudyOptions,
  jobsFrom,
  percentFrom,
  sandboxKinds,
} from "./cli/run-flags.ts";
import { queueAddress } from "./queue/queue-address.ts";

const subcommands: readonly ((building: Building) => void)[] = [
  addRun,
  addAblate,
  addMatrix,
  addList,
  addSetup,
  addReport,
  addView,
  addErrors,
  addBoard,
  addCompare,
  addRegrade,
  addReplay,
  addSelftest,
  addWorker,
];

/**
 * `localcode bench`, in the form of the commands of `src/cli`; the command line lists it among them.
 * What an action needs is loaded only when it runs.
 */
export function benchCommand(parts: BenchParts) {
  return {
    name: "bench",
    summary: "Measures agents and models on programming tasks.",
    example: "localcode bench run default -k bus-stop",
    build(command: Command, context: BenchContext, exit: (code: number) => void): void {
      const building = { command, context, parts, exit };
      for (const add of subcommands) add(building);
    },
  };
}

function addRun({ command, exit, ...world }: Building): void {
  const run = command.command("run [agent]").description("an agent solves tasks, one row each");
  addStopOptions(addRunOptions(run)).action(async (agent, flags) => {
    const { runBench } = await import("./cli/run.ts");
    exit(await runBench(agent, flags, world));
  });
}

function addAblate({ command, exit, ...world }: Building): void {
  const ablate = command
    .command("ablate [agent]")
    .description("what each mechanism of the harness is worth: a run without it, and one with all")
    .option("--off <names>", "only these mechanisms, one run without each", listed)
    .option("--list", "names them")
    .option(
      "--power [percent]",
      "simulates how sure it would be where the agent solves so much",
      percentFrom,
    )
    .option("--yes", "starts more than eight runs")
    .option("--md", "the table as Markdown");
  addStudyOptions(ablate).action(async (agent, flags) => {
    const { ablateBench } = await import("./cli/ablate.ts");
    exit(await ablateBench(agent, flags, world));
  });
}

function addMatrix({ command, exit, ...world }: Building): void {
  const matrix = command
    .command("matrix [agent]")
    .description("every combination of settings, a run each, compared with the first")
    .requiredOption(
      "--vary <field=a,b>",
      "values of a setting; give it again for another",
      gathered,
    )
    .option("--yes", "starts more than eight runs")
    .option("--md", "the table as Markdown");
  addStudyOptions(matrix).action(async (agent, flags) => {
    const { matrixBench } = await import("./cli/matrix.ts");
    exit(await matrixBench(agent, flags, world));
  });
}

function gathered(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

function addList({ command, ...world }: Building): void {
  command
    .command("list")
    .description("lists tasks, harnesses or runs")
    .option("--dataset <set>", "starter, polyglot, or a folder of exercises")
    .option("--lang <languages>", "only these languages", listed)
    .option("-k, --keywords <names>", "parts of names", listed)
    .option("--harnesses", "who can solve tasks, and whether it is installed")
    .option("--models <harness>", "the models that another agent's program names")
    .option("--runs", "the runs below this folder")
    .option("--json", "as JSON")
    .action(async (flags) => {
      const { listBench } = await import("./cli/list.ts");
      await listBench(flags, world);
    });
}

function addSetup({ command, exit, ...world }: Building): void {
  command
    .command("setup")
    .description("brings the tasks here, and what their tests need")
    .option("--dataset <set>", "polyglot, starter, or a folder of exercises", "polyglot")
    .option("--from <folder>", "a copy of the polyglot set on this machine")
    .option("--url <url>", "another repository")
    .option("--commit <id>", "another state of it")
    .option("--update", "its newest state")
    .addOption(
      new Option("--image <program>", "builds the image for --sandbox docker or podman").choices([
        "docker",
        "podman",
      ]),
    )
    .option("--image-name <name>", "what it is called", "localcode-bench")
    .option("--rebuild", "builds it from the beginning")
    .option("--print-command", "prints how it is built, and builds nothing")
    .action(async (flags) => {
      const { setupBench } = await import("./cli/setup.ts");
      exit(await setupBench(flags, world));
    });
}

function addView({ command, exit, ...world }: Building): void {
  command
    .command("view <run> [trial]")
    .description("how trials went: transcript, changes and tests, to scroll and search")
    .addOption(new Option("--show <what>", "what is seen first").choices(viewPanes))
    .option("--plain", "as plain lines, which is usual where no terminal is")
    .action(async (folder, trial, flags) => {
      const { viewBench } = await import("./cli/view.ts");
      exit(await viewBench(folder, trial, flags, world));
    });
}

function addRegrade({ command, ...world }: Building): void {
  command
    .command("regrade <run>")
    .description("runs the tests of a run again, and says what comes out otherwise")
    .option("--write", "adds the rows that changed to its results")
    .action(async (folder, flags) => {
      const { regradeBench } = await import("./cli/regrade.ts");
      await regradeBench(folder, flags, world);
    });
}

function addReplay({ command, exit, ...world }: Building): void {
  command
    .command("replay <run>")
    .description("a run once more from what its model said, and the first request that differs")
    .option("-k, --keywords <names>", "parts of names", listed)
    .action(async (folder, flags) => {
      const { replayBench } = await import("./cli/replay.ts");
      exit(await replayBench(folder, flags, world));
    });
}

function addSelftest({ command, exit, ...world }: Building): void {
  command
    .command("selftest")
    .description("the reference must pass every task, doing nothing none, and no cheater any")
    .option("--dataset <set>", "starter, polyglot, or a folder of exercises", "starter")
    .option("--lang <languages>", "only these languages", listed)
    .option("-k, --keywords <names>", "parts of names", listed)
    .option("-j, --jobs <n>", "tasks at once; default: one a core", wholeFor("-j"))
    .option("--per-cheater <n>", "tasks of each language for a cheater", wholeFor("--per-cheater"))
    .addOption(new Option("--sandbox <kind>").choices(sandboxKinds).default("auto"))
    .option("--image <name>", "the image of docker and podman")
    .option("--test-timeout <seconds>", "of the tests", wholeFor("--test-timeout"), 180)
    .action(async (flags) => {
      const { selftestBench } = await import("./cli/selftest.ts");
      exit(await selftestBench(flags, world));
    });
}

function addWorker({ command, exit, ...world }: Building): void {
  command
    .command("worker")
    .description("does tasks of runs that were begun with --queue, here or elsewhere")
    .requiredOption("--queue <redis>", "redis://host:port", queueAddress)
    .option("-j, --jobs <n>", "tasks at once; auto: as the server has slots", jobsFrom, "auto")
    .option("--dataset <set>", "where the run's tasks lie on this machine")
    .option("--once", "ends when no task is left")
    .action(async (flags) => {
      const { workerBench } = await import("./cli/worker.ts");
      exit(await workerBench(flags, world));
    });
}
