import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { families } from "./families/index.ts";
import { answersOf } from "./ground.ts";
import { randomOf } from "./random.ts";
import { runsOf, starterNames, starterRuns } from "./starters.ts";
import type { Family, Task } from "./task.ts";

/**
 * Holds families to their promises: every solution runs, every fault shows, the held-out variants
 * are others than the trained ones, and the answer to the starter exercise passes its tests.
 * `bun scripts/nano/check.ts [FAMILY…] [--count N] [--show]`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "40" }, show: { type: "boolean" } },
});
const ourMistake =
  /raises (NameError|SyntaxError|IndentationError|AttributeError|ReferenceError|UnboundLocalError)/;

const root = join(import.meta.dir, "..", "..");
const count = Number(values.count);
const wanted = families.filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
);
const runs = starterRuns();
const names = starterNames();
let bad = 0;
for (const family of wanted) {
  if (values.show) show(family.make(randomOf(count, "train")));
  const problems = [...(await variants(family)), ...(await starter(family))];
  console.log(`${problems.length === 0 ? "ok " : "BAD"} ${family.name}`);
  for (const problem of problems.slice(0, 12)) console.log(`    ${problem}`);
  bad += problems.length;
}
process.exit(bad === 0 ? 0 : 1);

function show(task: Task): void {
  console.log([task.slug, task.instructions, task.stub, task.solution].join("\n--------\n"));
}

async function variants(family: Family): Promise<string[]> {
  const trained = drawn(family, "train");
  const heldOut = drawn(family, "held-out");
  const seen = new Set(trained.map((task) => task.instructions));
  const few = seen.size < trained.length * 0.95 ? [`only ${seen.size} of ${count} differ`] : [];
  const leaked = heldOut.some((task) => seen.has(task.instructions));
  const problems = [...few, ...(leaked ? ["a held-out text is trained"] : [])];
  const tasks = [...trained, ...heldOut];
  const questions = tasks.flatMap(({ solution, faults, stub, probes }) =>
    [solution, stub, ...faults].map((code) => ({ code, probes })),
  );
  const answers = await answersOf(tasks[0]?.language ?? "python", questions);
  const given = answers.map((one) => JSON.stringify(one));
  for (const [index, task] of tasks.entries()) {
    const own = given.splice(0, 2 + task.faults.length);
    const found = [...proseProblems(task), ...codeProblems(own)];
    problems.push(...found.map((problem) => `variant ${index}: ${problem}`));
  }
  return problems;
}

function proseProblems({ slug, instructions, solution, faults, probes }: Task): string[] {
  const copied = runsOf(instructions).find((run) => runs.has(run));
  const chars = instructions.length + 2 * solution.length;
  return [
    ...(copied === undefined ? [] : [`it has words of a starter: ${copied}`]),
    ...(names.has(slug) ? [`it has the name of a starter: ${slug}`] : []),
    ...(faults.length === 0 ? ["it has no faults"] : []),
    ...(probes.length < 5 ? [`it has only ${probes.length} probes`] : []),
    ...(chars > 9_000 ? [`${chars} characters are too many`] : []),
  ];
}

/** The answers of the solution, the stub and each fault, in this order. */
function codeProblems([right = "", stub, ...faults]: readonly string[]): string[] {
  const hidden = faults.flatMap((fault, at) =>
    fault === right ? [`no probe shows fault ${at}`] : [],
  );
  const error = ourMistake.exec(right);
  return [
    ...(error ? [`the solution ${error[0]}: ${right.slice(0, 200)}`] : []),
    ...(stub === right ? ["the stub passes"] : []),
    ...hidden,
  ];
}

function drawn(family: Family, split: "train" | "held-out"): Task[] {
  return Array.from({ length: count }, (_, at) => family.make(randomOf(1_000 + at, split)));
}

/** The tests of the starter exercise, run on the family's answer to it. */
async function starter({ starter: answer, make }: Family): Promise<string[]> {
  if (answer === undefined) return [];
  const { language } = make(randomOf(1, "train"));
  const folder = await mkdtemp(join(tmpdir(), "nano-starter-"));
  try {
    await cp(join(root, "exercises", language, answer.name), folder, { recursive: true });
    const { files } = JSON.parse(await readFile(join(folder, ".meta", "config.json"), "utf8"));
    await writeFile(join(folder, files.solution[0]), answer.solution);
    const command =
      language === "python"
        ? ["python3", "-m", "unittest", files.test[0].replace(/\.py$/, "")]
        : [process.execPath, "test", files.test[0]];
    const run = Bun.spawn(command, {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 60_000,
    });
    const output =
      (await new Response(run.stdout).text()) + (await new Response(run.stderr).text());
    return (await run.exited) === 0
      ? []
      : [`its answer to the starter fails:\n${output.slice(0, 3_000)}`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
