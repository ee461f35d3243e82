import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { families } from "./families/index.ts";
import { answersOf } from "./ground.ts";
import { randomOf } from "./random.ts";
import { runsOf, starterNames, starterRuns } from "./starters.ts";
import type { Family, Language, Task } from "./task.ts";

/**
 * Holds families to their promises: every solution runs, every fault shows, the held-out variants
 * are others than the trained ones, and the answer to the starter exercise passes its tests.
 * `bun scripts/nano/check.ts [FAMILY…] [--count N] [--show]`
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { count: { type: "string", default: "40" }, show: { type: "boolean" } },
});
const root = join(import.meta.dir, "..", "..");
const count = Number(values.count);
const wanted = families.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
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
  const problems: string[] = [];
  const trained = drawn(family, "train");
  const heldOut = drawn(family, "held-out");
  const seen = new Set(trained.map((task) => task.instructions));
  if (seen.size < trained.length * 0.95) problems.push(`only ${seen.size} of ${count} differ`);
  if (heldOut.some((task) => seen.has(task.instructions))) problems.push("a held-out text is trained");
  const tasks = [...trained, ...heldOut];
  const language: Language = tasks[0]?.language ?? "python";
  const questions = tasks.flatMap(({ solution, faults, stub, probes }) =>
    [solution, stub, ...faults].map((code) => ({ code, probes })),
  );
  const answers = await answersOf(language, questions);
  let at = 0;
  for (const [index, { slug, faults, probes, solution, instructions }] of tasks.entries()) {
    const right = JSON.stringify(answers[at]);
    const errors = /raises (NameError|SyntaxError|IndentationError|AttributeError|ReferenceError|UnboundLocalError)/.exec(right);
    if (errors) problems.push(`variant ${index}: the solution ${errors[0]}: ${right.slice(0, 200)}`);
    if (JSON.stringify(answers[at + 1]) === right) problems.push(`variant ${index}: the stub passes`);
    faults.forEach((fault, which) => {
      if (JSON.stringify(answers[at + 2 + which]) === right)
        problems.push(`variant ${index}: no probe shows fault ${which}`);
    });
    const copied = runsOf(instructions).find((run) => runs.has(run));
    if (copied !== undefined) problems.push(`variant ${index} has words of a starter: ${copied}`);
    if (names.has(slug)) problems.push(`variant ${index} has the name of a starter: ${slug}`);
    if (faults.length === 0) problems.push(`variant ${index}: no faults`);
    if (probes.length < 5) problems.push(`variant ${index}: only ${probes.length} probes`);
    const chars = instructions.length + 2 * solution.length;
    if (chars > 9_000) problems.push(`variant ${index}: ${chars} characters are too many`);
    at += 2 + faults.length;
  }
  return problems;
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
    const run = Bun.spawn(command, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], timeout: 60_000 });
    const output = (await new Response(run.stdout).text()) + (await new Response(run.stderr).text());
    return (await run.exited) === 0 ? [] : [`its answer to the starter fails:\n${output.slice(0, 3_000)}`];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
