import { expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readResults } from "../../src/bench/results-file.ts";
import { localcode } from "../support/localcode.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(120_000);

const program = join(import.meta.dir, "../../src/main.ts");
const kills = Number(process.env.LOCALCODE_TEST_KILLS ?? "4");
const tasks = kills;

/** Runs the command until it says so, and kills it then. */
async function killedAt(place: TempFolder, said: RegExp, args: readonly string[]): Promise<void> {
  const home = join(place.path, ".home");
  const child = Bun.spawn([process.execPath, program, "bench", ...args], {
    cwd: place.path,
    stdin: "ignore",
    stdout: "ignore",
    stderr: "pipe",
    env: { PATH: process.env.PATH ?? "", HOME: home, XDG_STATE_HOME: join(home, "state") },
  });
  const decoder = new TextDecoder();
  let heard = "";
  for await (const piece of child.stderr) {
    heard += decoder.decode(piece, { stream: true });
    if (said.test(heard)) child.kill("SIGKILL");
  }
  await child.exited;
  expect([child.signalCode, heard.includes("    at ")]).toEqual(["SIGKILL", false]);
}

/** What must be the same however often a run was killed. */
function facts(place: TempFolder, out: string) {
  return readResults(join(place.path, out, "results.jsonl"))
    .rows.map(({ key, passedAt, score, tries }) => {
      const folder = join(place.path, out, "trials", key);
      const diff = readFileSync(join(folder, "workspace.diff"), "utf8");
      const tested = tries.map((one) => one.tested);
      return { key, passedAt, score, tested, diff, files: readdirSync(folder).sort() };
    })
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

test(`a run that is killed ${kills} times gives what an undisturbed one gives`, async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(tasks);
  const own = ["--dataset", dataset.path, "--sandbox", "none", "-j", "2"];
  for (let kill = 0; kill < kills; kill += 1) {
    // In turn: while it tests, as soon as it has kept a row, and after it has begun the next.
    const said = [/TRY1/, /passed at try 1/, /passed at try 1.*TRY1/s][kill % 3] ?? /TRY1/;
    const command = kill === 0 ? ["run", "oracle", ...own, "--out", "killed"] : resume;
    await killedAt(place, said, command);
  }
  const ended = await localcode(["bench", ...resume], { cwd: place.path });
  expect([ended.code, ended.out.split("\n")[0]]).toEqual([0, `Pass@1: ${tasks}/${tasks} (100.0%)`]);
  await localcode(["bench", "run", "oracle", ...own, "--out", "whole"], { cwd: place.path });
  expect(facts(place, "killed")).toEqual(facts(place, "whole"));
  expect(readdirSync(join(place.path, "killed/open"))).toEqual([]);
});

const resume = ["run", "--resume", "killed", "-j", "2"];
