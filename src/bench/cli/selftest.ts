import { availableParallelism } from "node:os";
import { exitCodes } from "../../app/exit-code.ts";
import { foldersFor } from "../../app/folders.ts";
import type { SandboxKind } from "../../sandbox/index.ts";
import { chooseExercises } from "../choose.ts";
import { openDataset } from "../dataset.ts";
import { withoutPassingStubs } from "../passing-stubs.ts";
import { resolvedSandbox } from "../sandbox-kind.ts";
import { type SelftestLine, selftest, selftestText } from "../selftest.ts";
import type { World } from "./command.ts";

export type SelftestFlags = {
  readonly dataset: string;
  readonly lang?: readonly string[];
  readonly keywords?: readonly string[];
  readonly jobs?: number;
  readonly perCheater?: number;
  readonly sandbox: SandboxKind;
  readonly image?: string;
  readonly testTimeout: number;
};

/** `localcode bench selftest`: whether the tests can be believed, before any model is asked. */
export async function selftestBench(
  flags: SelftestFlags,
  { context, parts }: World,
): Promise<number> {
  const { signal } = parts.interrupted();
  const folders = foldersFor(context.cwd, context.env);
  const dataset = await openDataset(flags.dataset, folders, context.cwd);
  for (const text of dataset.broken) context.err(`${text}\n`);
  const chosen = chooseExercises(dataset.exercises, {
    ...(flags.lang && { languages: flags.lang }),
    ...(flags.keywords && { names: flags.keywords }),
  });
  const { kept, left } = withoutPassingStubs(chosen);
  for (const key of left) context.err(`${key} is left out: its stub passes as it is.\n`);
  const { image } = flags;
  const { kind, statement } = await resolvedSandbox(flags.sandbox, image, context.cwd);
  if (kind === "none") context.err(`${statement} Cheaters can then read what they like.\n`);
  const lines = await selftest(
    kept,
    {
      sandbox: kind,
      ...(image === undefined ? {} : { image }),
      cache: folders.cache,
      hidden: [dataset.folder],
      jobs: flags.jobs ?? availableParallelism(),
      ...(flags.perCheater === undefined ? {} : { perCheater: flags.perCheater }),
      testLimitMs: flags.testTimeout * 1_000,
    },
    signal,
  );
  for (const line of lines) context.out(textOf(line));
  const isWell = lines.every(({ wrong }) => wrong.length === 0);
  return isWell && lines.some(({ oracle }) => oracle.of > 0) ? exitCodes.done : exitCodes.failed;
}

function textOf(line: SelftestLine): string {
  const { language, oracle, skipped, wrong } = line;
  const head = oracle.of > 0 ? selftestText(line) : `${language}: not tried`;
  const more = [...skipped.map((why) => `skipped: ${why}`), ...wrong];
  return [head, ...more.map((text) => `  ${text}`)].map((text) => `${text}\n`).join("");
}
