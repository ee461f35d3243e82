import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SandboxKind } from "../sandbox/index.ts";
import { cheaters } from "./harnesses/cheaters.ts";
import type { HarnessKind } from "./harnesses/harness.ts";
import { nothing, oracle } from "./harnesses/oracle.ts";
import { inParallel } from "./jobs.ts";
import { type Row, resultOf } from "./results.ts";
import { runTrial } from "./trial.ts";
import type { TrialParts } from "./trial-parts.ts";
import type { Exercise } from "./types.ts";

export type SelftestOptions = {
  readonly sandbox: SandboxKind;
  readonly image?: string;
  readonly cache: string;
  readonly hidden: readonly string[];
  readonly jobs: number;
  /** Exercises of each language that every cheater tries itself on; absent: all. */
  readonly perCheater?: number;
  readonly testLimitMs: number;
  /** Told after every trial. */
  readonly onDone?: (done: number, of: number) => void;
};

export type Share = { readonly passed: number; readonly of: number };

export type SelftestLine = {
  readonly language: string;
  readonly oracle: Share;
  readonly null: Share;
  /** Cheaters that passed at least once. */
  readonly cheaters: Share;
  /** One sentence for each trial that went otherwise than it must. */
  readonly wrong: readonly string[];
  /** Why exercises were not tried, each reason once. */
  readonly skipped: readonly string[];
};

type Tried = { readonly harness: string; readonly exercise: Exercise; readonly row: Row };
type Case = { readonly harness: HarnessKind; readonly exercise: Exercise };

/** Solves with the reference, with nothing and by cheating: only the first may pass, and always. */
export async function selftest(
  exercises: readonly Exercise[],
  options: SelftestOptions,
  signal: AbortSignal,
): Promise<readonly SelftestLine[]> {
  const cases = casesFor(exercises, options.perCheater);
  const tried: Tried[] = [];
  await inParallel(cases, options.jobs, async (one) => {
    const row = await tryOne(one, options, signal);
    tried.push({ harness: one.harness.name, exercise: one.exercise, row });
    options.onDone?.(tried.length, cases.length);
  });
  const spoken = [...new Set(exercises.map(({ language }) => language))];
  return spoken.map((language) =>
    lineOf(
      language,
      tried.filter(({ exercise }) => exercise.language === language),
    ),
  );
}

function casesFor(exercises: readonly Exercise[], perCheater: number | undefined): readonly Case[] {
  const before = new Map<string, number>();
  const cheated = exercises.filter(({ language }) => {
    const count = before.get(language) ?? 0;
    before.set(language, count + 1);
    return perCheater === undefined || count < perCheater;
  });
  return [
    ...exercises.flatMap((exercise) => [oracle, nothing].map((harness) => ({ harness, exercise }))),
    ...cheated.flatMap((exercise) => cheaters.map((harness) => ({ harness, exercise }))),
  ];
}

async function tryOne(
  { harness, exercise }: Case,
  options: SelftestOptions,
  signal: AbortSignal,
): Promise<Row> {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "localcode-selftest-")));
  const { testLimitMs, sandbox, image, cache, hidden } = options;
  const parts: TrialParts = {
    harness,
    subject: { harness: harness.name, agent: "", model: "", flow: "" },
    words: { task: "", again: "" },
    tries: 1,
    tests: "absent",
    tryLimitMs: testLimitMs,
    ...{ testLimitMs, sandbox, cache, hidden },
    ...(image === undefined ? {} : { image }),
  };
  const told = { attempt: 1, watch: () => undefined };
  try {
    const folder = { path: join(path, "trial"), final: "trial" };
    return await runTrial({ exercise, repeat: 1 }, parts, folder, told, signal);
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

function lineOf(language: string, all: readonly Tried[]): SelftestLine {
  const skipped = all.flatMap(({ row }) => row.skipped?.why ?? []);
  const tried = all.filter(({ row }) => row.skipped === undefined);
  const of = (harness: string) => tried.filter((one) => one.harness === harness);
  const cheating = tried.filter(({ harness }) => harness.startsWith("cheater-"));
  const names = [...new Set(cheating.map(({ harness }) => harness))];
  const passedBy = (name: string) => of(name).some(({ row }) => resultOf(row) === "passed");
  return {
    language,
    oracle: shareOf(of("oracle")),
    null: shareOf(of("null")),
    cheaters: { passed: names.filter(passedBy).length, of: names.length },
    wrong: tried.flatMap(wrongIn),
    skipped: [...new Set(skipped)],
  };
}

function shareOf(tried: readonly Tried[]): Share {
  return {
    passed: tried.filter(({ row }) => resultOf(row) === "passed").length,
    of: tried.length,
  };
}

function wrongIn({ harness, exercise, row }: Tried): readonly string[] {
  const result = resultOf(row);
  if (result === "infrastructure")
    return [`${exercise.key}, ${harness}: ${row.infrastructure?.detail ?? ""}`];
  const passed = result === "passed";
  if (passed === (harness === "oracle")) return [];
  return [`${exercise.key}: ${harness} ${passed ? "passed" : "did not pass"}.`];
}

/** "python: oracle 12/12, null 0/12, cheaters 0/12" */
export function selftestText({ language, oracle: best, null: idle, cheaters: bad }: SelftestLine) {
  const shares = [
    ["oracle", best],
    ["null", idle],
    ["cheaters", bad],
  ] as const;
  const text = shares.map(([name, { passed, of }]) => `${name} ${passed}/${of}`).join(", ");
  return `${language}: ${text}`;
}
