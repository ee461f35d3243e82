import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import type { ExecResult, Sandbox } from "../core/tool.ts";
import { SandboxError } from "../sandbox/error.ts";
import { openSandbox } from "../sandbox/index.ts";
import { excerptOf } from "./excerpt.ts";
import type { GradeOptions } from "./grade.ts";
import type { Ground } from "./ground.ts";
import type { Counted, Language, Left, Place, Step } from "./languages/language.ts";
import { cacheOf } from "./prepare.ts";
import { limited } from "./process-limits.ts";
import type { Exercise, Tested } from "./types.ts";

const defaultOutputChars = 16_000;
/** Read before the most useful part is chosen. */
const maxReadChars = 2_000_000;

export type Judged = Omit<Extract<Tested, { type: "tested" }>, "type" | "ms">;

/** One judging: what is judged, where and how. */
export type Case = {
  readonly exercise: Exercise;
  readonly ground: Ground;
  readonly language: Language;
  /** Paths of programs by name; a container has its own. */
  readonly programs: ReadonlyMap<string, string>;
  readonly options: GradeOptions;
};

/** Builds and tests, and believes only the grader's own report. */
export async function judge(one: Case): Promise<Judged> {
  const { ground, language, options } = one;
  const place = placeOf(one);
  await putFiles(language, place);
  const deadline = performance.now() + options.limitMs;
  for (const step of language.steps(place)) {
    const result = await runStep(step, place, one, deadline - performance.now());
    if (result.output.trim() === place.nonce)
      throw new SandboxError(`${step.command[0]} cannot be started inside the sandbox.`);
    const isTest = step.type === "test";
    if (result.timedOut)
      return { ...failure(shownOutput(result.output, one)), compiled: isTest, timedOut: true };
    if (isTest) {
      const counted = await language.read(left(result, place));
      const output = shownOutput(`${result.output}${counted?.said ?? ""}`, one);
      return verdict(counted, ground, output);
    }
    if (result.exitCode !== 0) return failure(shownOutput(result.output, one));
  }
  throw new Error(`The language ${language.name} has no step that tests.`);
}

function placeOf({ exercise, ground, language, programs, options }: Case): Place {
  return {
    exercise,
    folder: ground.folder,
    out: ground.out,
    cache: cacheOf(options.cache, language),
    nonce: crypto.randomUUID(),
    contained: programs.size === 0,
    program: (name) => programs.get(name) ?? name,
  };
}

async function putFiles(language: Language, place: Place): Promise<void> {
  for (const [file, content] of Object.entries((await language.files?.(place)) ?? {})) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function runStep(step: Step, place: Place, one: Case, leftMs: number): Promise<ExecResult> {
  await using sandbox = await openFor(step, place, one);
  return await sandbox.exec(limited(step.command, place.nonce), {
    cwd: step.cwd ?? place.folder,
    timeoutMs: Math.max(1, leftMs),
    maxChars: maxReadChars,
    env: { HOME: place.out, ...step.env },
    signal: one.options.signal,
  });
}

/** A program may lie where a sandbox shows nothing. */
function openFor(step: Step, place: Place, { programs, options }: Case): Promise<Sandbox> {
  const { sandbox, image, hidden = [] } = options;
  const own = [...programs.values()].filter(isAbsolute).map(dirname);
  return openSandbox(sandbox, {
    root: place.out,
    network: false,
    writable: step.writable ?? [],
    guarded: [],
    throwaway: true,
    readable: [place.folder, place.cache, ...own].filter((path) => existsSync(path)),
    hidden: [...hidden, place.exercise.folder],
    ...(image === undefined ? {} : { image }),
  });
}

function left({ exitCode, output }: ExecResult, place: Place): Left {
  return {
    exitCode,
    output,
    place,
    read: async (file) => {
      const path = join(place.out, file);
      return existsSync(path) ? await readFile(path, "utf8") : undefined;
    },
    list: (pattern) => [...new Bun.Glob(pattern).scanSync({ cwd: place.out })].sort(),
  };
}

/** Without paths of this machine and without times: the same failure reads the same. */
function shownOutput(output: string, { ground, language, options }: Case): string {
  const { folder, out } = ground;
  const plain = (language.shown?.(output) ?? output)
    .replaceAll(`${folder}/`, "")
    .replaceAll(folder, ".")
    .replaceAll(out, "out")
    .replaceAll(options.cache, "cache")
    .replace(/ in \d+(\.\d+)?s\b/g, "")
    .replace(/ \[\d+(\.\d+)?ms\]/g, "");
  return excerptOf(plain, language.failure, options.maxOutputChars ?? defaultOutputChars);
}

function failure(output: string): Judged {
  return { passed: false, compiled: false, timedOut: false, output };
}

/** Fewer tests than there are, or a report that was tampered with, is a failure whatever it says. */
function verdict(counted: Counted | undefined, { tests }: Ground, output: string): Judged {
  if (counted === undefined) {
    const said = "The tests did not come to their end: something ended their process.";
    return { ...failure(`${said}\n${output}`.trim()), compiled: true };
  }
  const { compiled, total, failed, trusted } = counted;
  const base = { compiled, timedOut: false, total, failed };
  if (!trusted)
    return { ...base, passed: false, output: `The solution changed how tests judge.\n${output}` };
  const short = compiled && failed === 0 && total < tests;
  const note = short ? `Only ${total} of ${tests} tests were run.\n` : "";
  const passed = compiled && failed === 0 && !short;
  return { ...base, passed, output: note + output };
}
