// What the bench itself costs: beside the agent and the tests, and of a server's time.
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { foldersFor } from "../../src/app/folders.ts";
import { type Dataset, openDataset } from "../../src/bench/dataset.ts";
import { makeGround } from "../../src/bench/ground.ts";
import { oracle } from "../../src/bench/harnesses/oracle.ts";
import { inParallel } from "../../src/bench/jobs.ts";
import { languageOf } from "../../src/bench/languages/index.ts";
import { polyglotFolder } from "../../src/bench/polyglot.ts";
import { writeReference } from "../../src/bench/reference.ts";
import { openRunFolder } from "../../src/bench/run-folder.ts";
import { runTrials } from "../../src/bench/runner.ts";
import { programsOf } from "../../src/bench/toolchains.ts";
import type { Exercise } from "../../src/bench/types.ts";
import { commandEnvironment } from "../../src/lib/command-environment.ts";
import { partsFor } from "../bench/parts.ts";
import { tempFolder } from "../support/temp.ts";
import { perfOfParts } from "./bench-parts.ts";
import { perfOfSlots } from "./bench-slots.ts";
import { median } from "./median.ts";

const root = join(import.meta.dir, "../..");
const never = new AbortController().signal;
const jobsOfRun = 2;

/** Tests with a limit of their own fail on a machine that is busy: it is told, and ends nothing. */
type Timed = { readonly ms: number; readonly failed: readonly string[] };

/** The public set where `bench setup` has put it or POLYGLOT names it, else what ships with localcode. */
export async function perfOfBench(rounds: number): Promise<void> {
  const folders = foldersFor(root, process.env);
  const starter = await openDataset("starter", folders);
  await perfOfParts();
  await perTrial(starter, rounds);
  const here = existsSync(polyglotFolder(folders)) ? "polyglot" : undefined;
  const named = process.env.POLYGLOT ?? here;
  await perRun(named === undefined ? starter : await openDataset(named, folders), rounds);
  await perfOfSlots();
}

/** One at a time: the bare test command of a task and its whole trial, side by side. */
async function perTrial(dataset: Dataset, rounds: number): Promise<void> {
  const exercises = spoken(dataset);
  const more: number[] = [];
  const bare: number[] = [];
  const failed: string[] = [];
  for (let round = 0; round <= rounds; round++) {
    for (const exercise of exercises) {
      const alone = await timeBare([exercise], 1);
      const trial = await timeTrials([exercise], 1, dataset);
      // The first round warms the caches and does not count.
      if (round === 0) continue;
      bare.push(alone.ms);
      more.push(trial.ms - alone.ms);
      failed.push(...alone.failed, ...trial.failed);
    }
  }
  console.log(`A trial beside its tests, ${exercises.length} tasks × ${rounds} rounds, medians:`);
  console.log(`  bare test command   ${median(bare).toFixed(0)} ms`);
  console.log(`  the bench adds      ${median(more).toFixed(0)} ms (target: under 150 ms)`);
  sayFailed(failed);
}

/** The ratio is taken within a round: what else the machine does falls on both. */
async function perRun(dataset: Dataset, rounds: number): Promise<void> {
  const exercises = spoken(dataset);
  await timeTrials(exercises.slice(0, jobsOfRun), jobsOfRun, dataset);
  const pairs: { readonly bare: number; readonly run: number }[] = [];
  const failed: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const bare = await timeBare(exercises, jobsOfRun);
    const run = await timeTrials(exercises, jobsOfRun, dataset);
    pairs.push({ bare: bare.ms, run: run.ms });
    failed.push(...bare.failed, ...run.failed);
  }
  const seconds = (values: readonly number[]) => (median(values) / 1_000).toFixed(1);
  const ratio = median(pairs.map(({ bare, run }) => run / bare)).toFixed(2);
  const what = `${exercises.length} tasks of ${dataset.name}, -j ${jobsOfRun}`;
  console.log(`The oracle over ${what}, ${rounds} rounds, medians:`);
  console.log(`  bare test commands  ${seconds(pairs.map(({ bare }) => bare))} s`);
  console.log(
    `  the run             ${seconds(pairs.map(({ run }) => run))} s (${ratio}×; target: 1.3×)`,
  );
  sayFailed(failed);
}

function sayFailed(failed: readonly string[]): void {
  const names = [...new Set(failed)].sort().join(", ");
  console.log(names === "" ? "" : `  did not always pass ${names}\n`);
}

function spoken({ exercises }: Dataset): readonly Exercise[] {
  return exercises.filter(({ language }) => ["python", "javascript"].includes(language));
}

/** Whole trials with bubblewrap, as a run has them. */
async function timeTrials(
  exercises: readonly Exercise[],
  jobs: number,
  dataset: Dataset,
): Promise<Timed> {
  using home = await tempFolder();
  const { cache } = foldersFor(home.path, { HOME: home.path });
  const path = join(home.path, "run");
  const parts = partsFor(oracle, path, {
    ...{ sandbox: "bwrap", cache, tries: 1, hidden: [dataset.folder] },
    ...{ tryLimitMs: 180_000, testLimitMs: 180_000 },
  });
  using folder = openRunFolder(path, parts.subject);
  const trials = exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const started = performance.now();
  await runTrials(trials, parts, folder, { jobs, onEvent: () => undefined }, never);
  const ms = performance.now() - started;
  const bad = folder.rows().filter(({ passedAt }) => passedAt === 0);
  return { ms, failed: bad.map(({ key }) => key) };
}

/** The same commands in the same environment with nothing around them, on grounds that are ready. */
async function timeBare(exercises: readonly Exercise[], jobs: number): Promise<Timed> {
  using home = await tempFolder();
  await using stack = new AsyncDisposableStack();
  const commands = await Promise.all(
    exercises.map(async (exercise) => {
      const workspace = join(home.path, exercise.key);
      await mkdir(workspace, { recursive: true });
      await writeReference(exercise, workspace);
      return await commandOf(exercise, workspace, stack);
    }),
  );
  const environment = commandEnvironment(process.env);
  const started = performance.now();
  const failed: string[] = [];
  await inParallel(commands, jobs, async ({ key, command, cwd, env }) => {
    const child = Bun.spawn([...command], {
      cwd,
      env: { ...environment, ...env },
      stdio: ["ignore", "ignore", "ignore"],
    });
    if ((await child.exited) !== 0) failed.push(key);
  });
  return { ms: performance.now() - started, failed };
}

async function commandOf(exercise: Exercise, workspace: string, stack: AsyncDisposableStack) {
  const language = languageOf(exercise.language);
  if (language === undefined) throw new Error(`There is no runner for ${exercise.language}.`);
  const ground = stack.use(await makeGround(exercise, workspace, language));
  const programs = await programsOf(language);
  const { folder, out } = ground;
  const nonce = crypto.randomUUID();
  const place = {
    ...{ exercise, folder, out, nonce, cache: out, contained: false },
    program: (name: string) => programs.get(name) ?? name,
  };
  for (const [file, content] of Object.entries((await language.files?.(place)) ?? {}))
    await Bun.write(file, content);
  const [step] = language.steps(place);
  if (step === undefined) throw new Error(`${exercise.language} has no command.`);
  const env = { HOME: out, ...step.env };
  return { key: exercise.key, command: step.command, cwd: step.cwd ?? folder, env };
}
