import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { newestRows } from "../../src/bench/results.ts";
import { readResults } from "../../src/bench/results-file.ts";
import { sha256Of } from "../../src/bench/run-card-file.ts";
import { localcode } from "../support/localcode.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const right = "export const double = (number) => 2 * number;\n";
const solving: readonly PlayedLine[] = [
  { call: { name: "read", input: { path: "double.js" } } },
  { call: { name: "write", input: { path: "double.js", content: right } } },
  { text: "Done." },
];

/** A dataset of so many tasks, a server that plays, and a command that runs them into `out`. */
async function bench(count: number, lines: readonly PlayedLine[]) {
  const dataset = await tempDataset(count);
  const player = startPlayer({ kind: "llama-server", lines });
  const run = (place: TempFolder, ...more: string[]) => [
    ...["bench", "run", "default", "-m", "llamacpp/any", "--url", player.url],
    ...["--dataset", dataset.path, "--sandbox", "none", "--out", join(place.path, "out"), ...more],
  ];
  return {
    dataset,
    player,
    run,
    [Symbol.dispose]: () => {
      player[Symbol.dispose]();
      dataset[Symbol.dispose]();
    },
  };
}

type Child = { kill(signal: NodeJS.Signals): void };

/** Kills a process so long after something is true for the first time. */
function killAfter(isTrue: () => boolean, delayMs: number, child: Child): void {
  const look = setInterval(() => {
    if (!isTrue()) return;
    clearInterval(look);
    setTimeout(() => child.kill("SIGKILL"), delayMs);
  }, 3);
  setTimeout(() => clearInterval(look), 20_000).unref();
}

function linesIn(place: TempFolder): number {
  const file = join(place.path, "out/results.jsonl");
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;
}

function rowsIn(place: TempFolder) {
  return readResults(join(place.path, "out/results.jsonl")).rows;
}

test("a run prints the rates, its folder and, without a terminal, what happened as lines", async () => {
  using place = await tempFolder();
  using own = await bench(2, solving);
  const { code, out, err } = await localcode(own.run(place, "-j", "1"), { cwd: place.path });
  expect(code).toBe(0);
  expect(out).toStartWith("Pass@1: 2/2 (100.0%)\n");
  expect(out).toContain("Pass@2: 2/2 (100.0%)\n");
  expect(out).toContain("Avg time per task: ");
  expect(out).toEndWith(`Results: ${join(place.path, "out")}\n`);
  expect(err).toContain("TASK 1/2: double-1 | TRY1 | javascript/double-1\n");
  expect(err).toContain("TURN 1 read[double.js]\nTURN 2 write[double.js]\n");
  expect(err).toContain("double-1: Finished Try1\ndouble-1: passed at try 1");
  const card = JSON.parse(readFileSync(join(place.path, "out/run.json"), "utf8"));
  expect([card.model.name, card.model.slots, card.protocol.jobs, card.dataset.exercises]).toEqual([
    "played:latest",
    1,
    1,
    2,
  ]);
  expect(card.model.templateHash).toBe(sha256Of("{{ messages }}"));
  expect(Object.keys(card.prompts)).toEqual(["system", "tools"]);
});

test("runs whose tasks are given in other words may not be compared", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(1);
  const own = ["bench", "run", "null", "--dataset", dataset.path, "--tries", "1"];
  await localcode([...own, "--out", "first"], { cwd: place.path });
  const words = JSON.stringify({ task: "{instructions} Change {files}.", again: "{output}" });
  await Bun.write(join(place.path, ".localcode/prompts/bench.json"), words);
  await localcode([...own, "--out", "second"], { cwd: place.path });
  const compared = await localcode(["bench", "compare", "first", "second"], { cwd: place.path });
  expect([compared.code, compared.err]).toEqual([
    2,
    expect.stringMatching(
      /^These runs may not be compared\. The wording of the tasks differs: \w{12} and \w{12}\./,
    ),
  ]);
});

test("below --min-pass the run ends with 1, with the rates printed", async () => {
  using place = await tempFolder();
  using own = await bench(1, [{ text: "I cannot." }]);
  const args = own.run(place, "--min-pass", "50", "--tries", "1");
  const { code, out } = await localcode(args, { cwd: place.path });
  expect([code, out.split("\n")[0]]).toEqual([1, "Pass@1: 0/1 (0.0%)"]);
});

test("a run that is killed again and again has each task once, as one that is left alone", async () => {
  using alone = await tempFolder();
  using killed = await tempFolder();
  using own = await bench(6, solving);
  await localcode(own.run(alone, "-j", "2"), { cwd: alone.path });
  let kills = 0;
  for (let starts = 0; starts < 40; starts += 1) {
    const finished = linesIn(killed);
    const { code } = await localcode(own.run(killed, "-j", "2"), {
      cwd: killed.path,
      started: (child) => killAfter(() => linesIn(killed) > finished, (starts * 13) % 50, child),
    });
    if (code === 0) break;
    kills += 1;
  }
  expect(kills).toBeGreaterThan(1);
  const plain = (place: TempFolder) =>
    rowsIn(place)
      .map(({ key, passedAt, tries, steps }) => [key, passedAt, tries.length, steps])
      .sort();
  expect(plain(killed)).toEqual(plain(alone));
  expect(rowsIn(killed).length).toBe(6);
  expect(existsSync(join(killed.path, "out/open/javascript--double-1"))).toBe(false);
});

test("Ctrl-C ends a run with 130, keeps what is finished, and --resume goes on", async () => {
  using place = await tempFolder();
  using own = await bench(4, solving);
  const ended = await localcode(own.run(place, "-j", "1"), {
    cwd: place.path,
    started: (child) => {
      const look = setInterval(() => {
        if (!existsSync(join(place.path, "out/trials/javascript/double-1"))) return;
        clearInterval(look);
        child.kill("SIGINT");
      }, 5);
    },
  });
  expect([ended.code, ended.err.includes("what is finished is kept")]).toEqual([130, true]);
  const before = rowsIn(place).length;
  expect(before).toBeGreaterThan(0);
  const resumed = ["bench", "run", "--resume", "out"];
  expect((await localcode(resumed, { cwd: place.path })).code).toBe(0);
  const rows = rowsIn(place);
  expect([rows.length, newestRows(rows).length]).toEqual([4, 4]);
});

test("a replay without a model makes the same requests, and names the first that differs", async () => {
  using place = await tempFolder();
  using own = await bench(1, solving);
  await localcode(own.run(place), { cwd: place.path });
  own.player[Symbol.dispose]();
  const same = await localcode(["bench", "replay", "out"], { cwd: place.path });
  expect([same.code, same.out]).toEqual([
    0,
    "javascript/double-1: 3 requests, all as they were\nReplayed 1, of which 0 went otherwise.\n",
  ]);
  const plan = join(place.path, "out/plan.json");
  const changed = JSON.parse(readFileSync(plan, "utf8"));
  changed.settings.read_format = "raw";
  await Bun.write(plan, JSON.stringify(changed));
  const other = await localcode(["bench", "replay", "out"], { cwd: place.path });
  expect(other.code).toBe(1);
  expect(other.out).toMatch(/^javascript\/double-1: request 2: message 3 \(tool\) differs at/);
});

test("a regrade says what comes out otherwise", async () => {
  using place = await tempFolder();
  using own = await bench(2, solving);
  await localcode(own.run(place), { cwd: place.path });
  const file = "out/trials/javascript/double-2/workspace/double.js";
  await Bun.write(join(place.path, file), "export const double = () => 1;\n");
  const { out } = await localcode(["bench", "regrade", "out", "--write"], { cwd: place.path });
  expect(out).toMatch(/^javascript\/double-2: passed at try 1 .*; now failed, done .*\n/);
  expect(out).toEndWith("Graded 2, of which 1 came out otherwise.\n");
  expect(
    newestRows(rowsIn(place))
      .map(({ passedAt }) => passedAt)
      .sort(),
  ).toEqual([0, 1]);
});

test("a smoke run stops where nobody touches anything, and goes on where all is well", async () => {
  using place = await tempFolder();
  using own = await bench(4, [{ text: "I cannot." }]);
  const flags = ["--smoke", "--tries", "1", "-j", "2"];
  const idle = await localcode(own.run(place, ...flags), { cwd: place.path });
  expect(idle.code).toBe(3);
  expect(idle.err).toContain(
    "smoke failed: in 3 tasks no file was changed and no tool called. Go on with: localcode bench run --resume ",
  );
  expect(rowsIn(place).length).toBe(3);
  using other = await tempFolder();
  using well = await bench(4, solving);
  expect((await localcode(well.run(other, ...flags), { cwd: other.path })).code).toBe(0);
  expect(rowsIn(other).length).toBe(4);
});

test("several models are a run each, compared at the end", async () => {
  using place = await tempFolder();
  using own = await bench(1, solving);
  const flags = ["--models", "llamacpp/any,llamacpp/played:latest", "--tries", "1"];
  const { code, out } = await localcode(own.run(place, ...flags), { cwd: place.path });
  expect([code, out.split("Pass@1: 1/1 (100.0%)\n").length - 1]).toEqual([0, 2]);
  expect(out).toContain("\nB: ");
  expect(out).toContain("1 trials in common");
});

test("wrong use is told in one sentence and costs nothing", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(1);
  const own = ["--dataset", dataset.path];
  const said = async (...args: string[]) => {
    const { code, err } = await localcode(["bench", "run", ...args], { cwd: place.path });
    return [code, err.split("\n")[0]];
  };
  expect(await said()).toEqual([2, "Which agent? localcode bench run AGENT -k NAMES"]);
  expect(await said("default", "--agent", "other", ...own)).toEqual([
    2,
    'Which agent, "default" or "other"? Name one of them.',
  ]);
  expect(await said("--agent", "default", ...own, "-k", "trouble")).toEqual([
    2,
    'No task matches "trouble". Did you mean "double-1"?',
  ]);
  expect(await said("default", ...own, "--runtime", "llamacp")).toEqual([
    2,
    expect.stringMatching(/^There is no runtime "llamacp". Runtimes: .*llamacpp/),
  ]);
  expect(await said("default", ...own, "--tries", "0")).toEqual([
    2,
    '--tries takes a whole number above 0, not "0".',
  ]);
  expect(await said("qwen33", ...own)).toEqual([
    4,
    expect.stringMatching(/^There is no agent "qwen33". The nearest: qwen/),
  ]);
  expect(await said("aider", ...own)).toEqual([
    4,
    "aider is not installed: there is no aider. Install it: pipx install aider-chat",
  ]);
  const gone = await said("default", ...own, "--url", "http://127.0.0.1:9", "-m", "llamacpp/any");
  expect(gone[0]).toBe(3);
});

test("what failed in a run is told by tool and by reason, as text and as data", async () => {
  using place = await tempFolder();
  const gone = { call: { name: "read", input: { path: "gone.js" } } };
  using own = await bench(1, [gone, ...solving]);
  await localcode(own.run(place), { cwd: place.path });
  const { code, out } = await localcode(["bench", "errors", "out"], { cwd: place.path });
  expect(code).toBe(0);
  expect(out).toStartWith("Tool calls\n  3 calls; 0 of them were salvaged from text; 0 nudges.\n");
  expect(out).toMatch(/\nTool errors\n.*\n-+\nread +1 +50\.0% .* 100\.0%\n/);
  const told = await localcode(["bench", "errors", "out", "--json"], { cwd: place.path });
  const tables = JSON.parse(told.out).flatMap((one: { tables: object[] }) => one.tables);
  expect(tables.map(({ id, rows }: { id: string; rows: object[] }) => [id, rows.length])).toEqual([
    ["tools", 2],
    ["tool-errors", 1],
    ["error-categories", 1],
  ]);
});
