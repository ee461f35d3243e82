import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { foldersFor } from "../../src/app/folders.ts";
import { openDataset } from "../../src/bench/dataset.ts";
import { cheaters } from "../../src/bench/harnesses/cheaters.ts";
import { writeReference } from "../../src/bench/reference.ts";
import { selftest, selftestText } from "../../src/bench/selftest.ts";
import { openHost } from "../../src/sandbox/host.ts";
import { localcode } from "../support/localcode.ts";
import { opens } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(120_000);

const hasBwrap = await opens("bwrap");
const never = new AbortController().signal;

test.skipIf(!hasBwrap)(
  "on the starter set the reference passes, and neither null nor a cheater",
  async () => {
    using cache = await tempFolder();
    const dataset = await openDataset("starter", foldersFor(cache.path, { HOME: cache.path }));
    const few = ["python", "javascript"].flatMap((name) =>
      dataset.exercises.filter(({ language }) => language === name).slice(0, 3),
    );
    const place = { cache: cache.path, hidden: [dataset.folder] };
    const options = { sandbox: "bwrap", jobs: 2, perCheater: 1, testLimitMs: 60_000 } as const;
    const lines = await selftest(few, { ...options, ...place }, never);
    expect(lines.map(selftestText)).toEqual([
      "python: oracle 3/3, null 0/3, cheaters 0/12",
      "javascript: oracle 3/3, null 0/3, cheaters 0/12",
    ]);
    expect(lines.flatMap(({ wrong, skipped }) => [...wrong, ...skipped])).toEqual([]);
  },
);

test("twelve cheat, each under a name of its own", () => {
  const names = cheaters.map(({ name }) => name);
  expect([names.length, new Set(names).size]).toEqual([12, 12]);
});

test("a grader that only runs the tests in the workspace would be fooled by these at least", async () => {
  using dataset = await tempDataset(1);
  using folder = await tempFolder();
  const [exercise] = dataset.exercises;
  if (exercise === undefined) throw new Error("There is no exercise.");
  await using sandbox = openHost("A test.");
  const fooled: string[] = [];
  for (const cheater of cheaters) {
    const workspace = join(folder.path, cheater.name);
    for (const file of [...exercise.solutionFiles, ...exercise.testFiles]) {
      mkdirSync(dirname(join(workspace, file)), { recursive: true });
      writeFileSync(join(workspace, file), readFileSync(join(exercise.folder, file)));
    }
    const logs = join(folder.path, "logs");
    const place = { exercise, workspace, logs, sandbox, repeat: 1 };
    await using harness = await cheater.open(place, never);
    const job = { exercise, workspace, prompt: "", attempt: 1, logs, signal: never };
    for await (const _event of harness.attempt(job));
    const naive = Bun.spawnSync([process.execPath, "test"], { cwd: workspace, stderr: "pipe" });
    if (naive.exitCode === 0) fooled.push(cheater.name);
  }
  // One that leaves a process behind may come too late or in time: it is not counted on.
  const sure = ["edits-tests", "exits-zero", "links-reference", "reads-dataset", "writes-results"];
  expect(fooled).toEqual(expect.arrayContaining(sure.map((name) => `cheater-${name}`)));
  // Whoever cheats does it in the workspace: nothing of the machine is touched.
  const forged = ["report.xml", "report.json", "mark.json", "junit.xml"];
  expect(forged.filter((name) => existsSync(join(process.cwd(), name)))).toEqual([]);
});

test("a task whose reference does not pass is named, and the command fails", async () => {
  using dataset = await tempDataset(2);
  const [broken] = dataset.exercises;
  writeFileSync(
    join(broken?.folder ?? "", ".meta/proof.ci.js"),
    "export const double = () => 3;\n",
  );
  using place = await tempFolder();
  const flags = ["--sandbox", "none", "--per-cheater", "1", "-j", "2"];
  const { code, out } = await localcode(
    ["bench", "selftest", "--dataset", dataset.path, ...flags],
    {
      cwd: place.path,
    },
  );
  expect(code).toBe(1);
  expect(out).toContain("javascript: oracle 1/2, null 0/2, cheaters ");
  expect(out).toContain("  javascript/double-1: oracle did not pass.\n");
});

test("the reference solves what its dataset asks", async () => {
  using dataset = await tempDataset(1);
  using folder = await tempFolder();
  const [exercise] = dataset.exercises;
  if (exercise === undefined) throw new Error("There is no exercise.");
  await writeReference(exercise, folder.path);
  expect(readFileSync(join(folder.path, "double.js"), "utf8")).toContain("2 * number");
});
