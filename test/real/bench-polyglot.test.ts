// Every reference solution of the public polyglot benchmark passes, and stubs fail but for those that are known
// to pass. POLYGLOT names a checkout of it; what its tests need is fetched once into the cache of localcode.
import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { foldersFor } from "../../src/app/folders.ts";
import { openDataset } from "../../src/bench/dataset.ts";
import { grade } from "../../src/bench/grade.ts";
import { withoutPassingStubs } from "../../src/bench/passing-stubs.ts";
import { prepare } from "../../src/bench/prepare.ts";
import { writeReference } from "../../src/bench/reference.ts";
import type { Exercise, Tested } from "../../src/bench/types.ts";
import { makeWorkspace } from "../../src/bench/workspace.ts";
import { needs } from "../support/needs.ts";
import { opens } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";

// Hundreds of builds.
setDefaultTimeout(3_600_000);

const absent = !needs.polyglot;
const folders = foldersFor(process.cwd(), process.env);
const sandbox = (await opens("bwrap")) ? "bwrap" : "none";

const sizes = {
  python: [34, true],
  javascript: [49, true],
  go: [39, needs.go !== ""],
  rust: [30, needs.cargo !== ""],
  cpp: [26, Bun.which("g++") !== null],
  java: [47, needs.java !== ""],
} as const;

async function judged(exercise: Exercise, solved: boolean): Promise<Tested> {
  using folder = await tempFolder();
  const workspace = join(folder.path, "w");
  await makeWorkspace(exercise, workspace);
  if (solved) await writeReference(exercise, workspace);
  const { signal } = new AbortController();
  return await grade(exercise, workspace, {
    limitMs: 180_000,
    sandbox,
    cache: folders.cache,
    signal,
  });
}

/** The keys of those that did not go as `wanted`, each with what was said. */
async function otherwise(exercises: readonly Exercise[], solved: boolean) {
  const wrong: string[] = [];
  for (const exercise of exercises) {
    const tested = await judged(exercise, solved);
    if (tested.type === "tested" && tested.passed === solved) continue;
    const said = tested.type === "skipped" ? tested.why : tested.output;
    wrong.push(`${exercise.key}: ${said.slice(0, 500)}`);
  }
  return wrong;
}

for (const [language, [count, isHere]] of Object.entries(sizes)) {
  describe.skipIf(absent || !isHere)(`the polyglot exercises in ${language}`, async () => {
    const all = absent ? [] : (await openDataset(needs.polyglot, folders)).exercises;
    const exercises = all.filter((one) => one.language === language);

    test("what their tests need is made ready", async () => {
      const { signal } = new AbortController();
      const prepared = await prepare(exercises, {
        cache: folders.cache,
        signal,
        say: () => undefined,
      });
      expect(exercises.length).toBe(count);
      expect(prepared.map(({ failed }) => failed)).toEqual(prepared.map(() => ({})));
    });

    test("every reference solution passes", async () => {
      expect(await otherwise(exercises, true)).toEqual([]);
    });

    test("every stub fails that is not known to pass", async () => {
      const { kept } = withoutPassingStubs(exercises);
      expect(await otherwise(kept, false)).toEqual([]);
    });
  });
}
