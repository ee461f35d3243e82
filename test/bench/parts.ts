import { join } from "node:path";
import { foldersFor } from "../../src/app/folders.ts";
import type { HarnessKind } from "../../src/bench/harnesses/harness.ts";
import { loadBenchWords } from "../../src/bench/prompt.ts";
import type { TrialParts } from "../../src/bench/trial-parts.ts";

/** What trials of a test have in common: no sandbox, short limits. */
export function partsFor(
  harness: HarnessKind,
  folder: string,
  parts: Partial<TrialParts> = {},
): TrialParts {
  return {
    harness,
    subject: { harness: harness.name, agent: "", model: "", flow: "" },
    words: loadBenchWords(foldersFor(folder, { HOME: folder })),
    tries: 2,
    tests: "absent",
    tryLimitMs: 20_000,
    testLimitMs: 20_000,
    sandbox: "none",
    cache: join(folder, "cache"),
    hidden: [],
    ...parts,
  };
}
