import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "../../src/bench/results.ts";
import {
  type Judge,
  pairedJudge,
  precisionJudge,
  shuffled,
  untilDecided,
} from "../../src/bench/until-decided.ts";
import { localcode } from "../support/localcode.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";
import { row } from "./rows.ts";

setDefaultTimeout(60_000);

const keysOf = (count: number) => Array.from({ length: count }, (_, at) => `python/t${at + 1}`);

/** Runs two subjects of which A solves every task and B every so many; tells what was said and run. */
async function contest(tasks: number, everySo: number, atOnce: number) {
  const keys = keysOf(tasks);
  const rows: { a: Row[]; b: Row[] } = { a: [], b: [] };
  const judge = pairedJudge({
    names: ["one", "other"],
    keys,
    rows: [() => rows.a, () => rows.b],
  });
  const work = async (some: readonly string[]) => {
    rows.a.push(...some.map((key) => row(key, "o")));
    rows.b.push(...some.map((key) => row(key, Number(key.slice(8)) % everySo === 0 ? "o" : "x")));
  };
  const stopping = await untilDecided(keys, atOnce, work, judge);
  return { stopping, ran: rows.a.length };
}

test("two runs end when one is better, and say how often that would be wrong", async () => {
  const { stopping, ran } = await contest(225, 1_000, 1);
  expect(ran).toBe(10);
  expect(stopping).toEqual({
    rule: "paired",
    error: 0.05,
    tasks: 225,
    done: 10,
    said: "Decided after 10 of 225 tasks: one is better (only one solved 10, only other 0). Of two equal ones this rule calls one better in at most 5.0% of runs (5.0% with 225 tasks).",
  });
  expect((await contest(225, 1_000, 4)).ran).toBe(12);
});

test("two that are alike are given up, or stay undecided where there are few tasks", async () => {
  const alike = await contest(100, 1, 1);
  expect(alike.ran).toBeLessThan(100);
  expect(alike.stopping?.said).toStartWith(
    `Stopped after ${alike.ran} of 100 tasks: no winner is in sight`,
  );
  const few = await contest(3, 1, 1);
  expect([few.ran, few.stopping?.said.split(" (")[0]]).toEqual([3, "Not decided by 3 of 3 tasks"]);
});

test("tasks that say nothing of the model decide nothing", () => {
  const keys = keysOf(12);
  const spoiled = { infrastructure: { kind: "server", detail: "" } } as const;
  const solved = keys.map((key) => row(key, "o"));
  const judge: Judge = pairedJudge({
    names: ["one", "other"],
    keys,
    rows: [() => solved, () => keys.map((key) => row(key, "", spoiled))],
  });
  expect([judge(false), judge(true)?.done]).toEqual([undefined, 0]);
});

test("one run ends when its rate is known well enough", async () => {
  const keys = keysOf(60);
  const rows: Row[] = [];
  const work = async (some: readonly string[]) =>
    void rows.push(...some.map((key) => row(key, "o")));
  const stopping = await untilDecided(
    keys,
    1,
    work,
    precisionJudge(keys, 0.1, () => rows),
  );
  expect([rows.length, stopping?.said]).toEqual([
    20,
    "Stopped after 20 of 60 tasks: the rate is known to within 10.0% either way; in about 5.0% of runs the truth lies outside.",
  ]);
});

test("the order of the tasks follows from a seed alone", () => {
  const keys = keysOf(30);
  expect(shuffled(keys, 1)).toEqual(shuffled(keys, 1));
  expect(shuffled(keys, 1)).not.toEqual(shuffled(keys, 2));
  expect([...shuffled(keys, 1)].sort()).toEqual([...keys].sort());
});

const solving: readonly PlayedLine[] = [
  { call: { name: "read", input: { path: "double.js" } } },
  {
    call: {
      name: "write",
      input: { path: "double.js", content: "export const double = (number) => 2 * number;\n" },
    },
  },
  { text: "Done." },
];

test("against an earlier run the bench stops as soon as one is better, and its report says so", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(12);
  using poor = startPlayer({ kind: "llama-server", lines: [{ text: "I cannot." }] });
  using good = startPlayer({ kind: "llama-server", lines: solving });
  const start = (url: string, out: string, ...more: string[]) =>
    localcode(
      [
        ...["bench", "run", "default", "-m", "llamacpp/any", "--url", url, "--out", out],
        ...["--dataset", dataset.path, "--sandbox", "none", "--tries", "1", ...more],
      ],
      { cwd: place.path },
    );
  await start(poor.url, "before", "-j", "4");
  const more = ["-j", "1", "--until-decided", "--baseline", "before"];
  const { code, out } = await start(good.url, "now", ...more);
  expect(code).toBe(0);
  const said = /^Decided .*$/m.exec(out)?.[0] ?? "";
  expect(said).toMatch(
    /^Decided after \d+ of 12 tasks: default is better \(only before solved 0, /,
  );
  expect(said).toContain("calls one better in at most 5.0% of runs");
  const rows = readFileSync(join(place.path, "now/results.jsonl"), "utf8").trim().split("\n");
  expect(said).toStartWith(`Decided after ${rows.length} of 12 tasks`);
  expect(rows.length).toBeLessThan(12);
  expect(out).toContain("A run that stops when all is known chose its own length");
  const report = await localcode(["bench", "report", "now"], { cwd: place.path });
  expect(report.out).toContain(said);
  // What was decided stays decided.
  const asked = good.requests.length;
  const again = await localcode(["bench", "run", "--resume", "now"], { cwd: place.path });
  expect([again.code, good.requests.length, again.out.includes(said)]).toEqual([0, asked, true]);
});

test("two models take turns, and either folder goes on with both", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(3);
  using player = startPlayer({ kind: "llama-server", lines: solving });
  const models = ["--models", "llamacpp/any,llamacpp/played:latest"];
  const flags = ["--url", player.url, "--dataset", dataset.path, "--sandbox", "none"];
  const args = ["bench", "run", "default", ...models, ...flags, "--until-decided", "--out", "out"];
  const { code, out, err } = await localcode([...args, "--tries", "1"], { cwd: place.path });
  expect([code, out.split("Not decided by 3 of 3 tasks").length]).toEqual([0, 3]);
  const ended = [...err.matchAll(/^(double-\d): passed/gm)].map(([, name]) => name);
  expect(ended.filter((_, at) => at % 2 === 0)).toEqual(ended.filter((_, at) => at % 2 === 1));
  const resumed = ["bench", "run", "--resume", "out/--default-llamacpp_any"];
  const queued = [...resumed, "--queue", "redis://127.0.0.1:1"];
  const refused = await localcode(queued, { cwd: place.path });
  expect([refused.code, refused.err]).toEqual([2, `${noQueue}\n`]);
  const again = await localcode(resumed, { cwd: place.path });
  expect([again.code, again.out.split("Results: ").length]).toEqual([0, 3]);
});

const noQueue =
  "--until-decided does not go with --queue. After every few tasks it is decided whether to go on, so this machine does them all.";

test("what cannot be decided is refused before any task", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(1);
  const own = ["--dataset", dataset.path];
  const said = async (...args: string[]) => {
    const all = ["bench", "run", "null", ...own, ...args];
    const { code, err } = await localcode(all, { cwd: place.path });
    return [code, err.split("\n")[0]];
  };
  expect(await said("--until-decided", "--repeat", "2")).toEqual([
    2,
    "--until-decided does not go with --repeat.",
  ]);
  expect(await said("--until-decided", "--queue", "redis://127.0.0.1:1")).toEqual([2, noQueue]);
  expect(await said("--until-decided", "--models", "a,b,c")).toEqual([
    2,
    "--until-decided compares two: two models, or one with --baseline DIR.",
  ]);
  expect(await said("--until-decided", "0.1", "--models", "a,b")).toEqual([
    2,
    "--until-decided takes a width only for one model without --baseline.",
  ]);
  expect(await said("--baseline", "x")).toEqual([2, "--baseline goes with --until-decided."]);
});
