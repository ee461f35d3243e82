// The self-test over the public polyglot benchmark: every reference, every untouched stub, and the twelve cheaters
// on some tasks of each language. POLYGLOT names a checkout of it.
import { expect, setDefaultTimeout, test } from "bun:test";
import { foldersFor } from "../../src/app/folders.ts";
import { openDataset } from "../../src/bench/dataset.ts";
import { withoutPassingStubs } from "../../src/bench/passing-stubs.ts";
import { selftest, selftestText } from "../../src/bench/selftest.ts";
import { needs } from "../support/needs.ts";
import { opens } from "../support/sandbox.ts";

// Hundreds of builds.
setDefaultTimeout(3_600_000);

const tasksPerCheater = 3;
const hasBwrap = await opens("bwrap");

test.skipIf(!needs.polyglot || !hasBwrap)(
  "no cheater passes a task of the polyglot set, and null none",
  async () => {
    const folders = foldersFor(process.cwd(), process.env);
    const dataset = await openDataset(needs.polyglot, folders);
    const { kept } = withoutPassingStubs(dataset.exercises);
    const { signal } = new AbortController();
    const lines = await selftest(
      kept,
      {
        ...{ sandbox: "bwrap", jobs: 2, perCheater: tasksPerCheater, testLimitMs: 180_000 },
        ...{ cache: folders.cache, hidden: [dataset.folder, folders.cache] },
      },
      signal,
    );
    for (const line of lines) console.log(selftestText(line), ...line.skipped, ...line.wrong);
    expect(lines.flatMap(({ null: idle, cheaters }) => [idle.passed, cheaters.passed])).toEqual(
      lines.flatMap(() => [0, 0]),
    );
  },
);
