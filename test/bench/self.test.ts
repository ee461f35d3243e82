import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import type { SettingsFile } from "../../src/app/settings.ts";
import { selfHarness, trafficName } from "../../src/bench/harnesses/self.ts";
import { openRunFolder } from "../../src/bench/run-folder.ts";
import { runTrials } from "../../src/bench/runner.ts";
import type { TrialParts } from "../../src/bench/trial-parts.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { opens } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";
import { partsFor } from "./parts.ts";

const never = new AbortController().signal;
const hasBwrap = await opens("bwrap");

const wrong = "export const double = (number) => number;\n";
const right = "export const double = (number) => 2 * number;\n";

const reads: PlayedLine = { call: { name: "read", input: { path: "double.js" } } };

function writes(path: string, content: string): PlayedLine {
  return { call: { name: "write", input: { path, content } } };
}

async function runWith(
  lines: readonly PlayedLine[],
  path: string,
  own: { readonly parts?: Partial<TrialParts>; readonly fields?: SettingsFile } = {},
) {
  using dataset = await tempDataset(1);
  using player = startPlayer({ kind: "llama-server", lines });
  const fields = { model: "llamacpp/any", url: player.url, ...own.fields };
  const config = await loadConfig(path, { HOME: path }, fields);
  const harness = selfHarness({ config, version: "0", limitMs: 20_000 });
  const parts = partsFor(harness, path, { hidden: [dataset.path], ...own.parts });
  using folder = openRunFolder(path, parts.subject);
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const options = { jobs: 1, onEvent: () => undefined, waitsMs: [] };
  await runTrials(trials, parts, folder, options, never);
  const bodies = player.requests.map((text) => JSON.parse(text));
  return { row: folder.rows()[0], bodies, trial: join(path, "trials/javascript/double-1") };
}

test("a try that fails is followed by one in the same conversation, with what the tests said", async () => {
  using run = await tempFolder();
  const lines = [
    reads,
    writes("double.js", wrong),
    { text: "Done." },
    writes("double.js", right),
    { text: "Done." },
  ];
  const { row, bodies, trial } = await runWith(lines, run.path);
  expect({
    outcomes: row?.tries.map(({ passed, end }) => [passed, end]),
    passedAt: row?.passedAt,
    reached: row?.tries.map(({ reached }) => reached),
    calls: row?.calls,
    turns: row?.turns,
    tools: row?.tools,
    steps: row?.steps,
    infrastructure: row?.infrastructure,
  }).toEqual({
    outcomes: [
      [false, "done"],
      [true, "done"],
    ],
    passedAt: 2,
    reached: ["partly", "passed"],
    calls: 3,
    turns: 5,
    tools: { read: { calls: 1, errors: 0 }, write: { calls: 2, errors: 0 } },
    steps: [["read[double.js]", "write[double.js]"], ["write[double.js]"]],
    infrastructure: undefined,
  });
  expect(row?.tokens.out).toBe(100);
  const told = JSON.stringify(bodies[3].messages.at(-1).content);
  expect(told).toContain("doubles one");
  expect(told).toContain("The tests are right");
  // One conversation: each request begins with all of the one before.
  const [second, third] = [bodies[2].messages, bodies[3].messages];
  expect(third.slice(0, second.length)).toEqual(second);
  expect(readFileSync(join(trial, "workspace/double.js"), "utf8")).toBe(right);
});

test("the session, its last request and the traffic lie in the trial's folder", async () => {
  using run = await tempFolder();
  const lines = [reads, writes("double.js", right), { text: "Done." }];
  const { row, bodies, trial } = await runWith(lines, run.path);
  const log = join(run.path, row?.log ?? "");
  expect(existsSync(log)).toBe(true);
  const raw = JSON.parse(readFileSync(log.replace(".jsonl", ".raw.json"), "utf8"));
  expect(raw.messages).toEqual(bodies[2].messages);
  const traffic = readFileSync(join(trial, "logs", trafficName), "utf8")
    .trim()
    .split("\n");
  expect(traffic.map((line) => JSON.parse(line).kept)).toEqual([0, 1, 3]);
});

test("tests, answers and build files are not to be written, and tests not to be run", async () => {
  using run = await tempFolder();
  const calls = [
    writes("double.spec.js", ""),
    writes(".meta/proof.ci.js", ""),
    writes("test/double.js", ""),
    { call: { name: "shell", input: { command: "bun test" } } },
    { text: "Done." },
  ];
  const { row } = await runWith(calls, run.path, {
    parts: { tries: 1 },
    fields: { tools: ["write", "shell"] },
  });
  expect(row?.errors).toEqual({ protected: 3, permission_denied: 1 });
});

test("nothing of the folder around the run gets into the prompt", async () => {
  using run = await tempFolder({ "AGENTS.md": "Always say please.", ".git/HEAD": "x" });
  const { bodies } = await runWith([{ text: "No." }], run.path, { parts: { tries: 1 } });
  const first = JSON.stringify(bodies[0]);
  expect(first).not.toContain("Always say please.");
  expect(first).toContain("Project folder: workspace");
  expect(first).toContain("Top level: double.js");
});

test.skipIf(!hasBwrap)("the agent's shell finds neither the dataset nor other trials", async () => {
  using run = await tempFolder({ "trials/javascript/other/workspace/double.js": right });
  const looks = `cat ${run.path}/trials/*/*/workspace/*.js ../../../trials/*/*/*/*.js; ls ../..`;
  const lines = [{ call: { name: "shell", input: { command: looks } } }, { text: "Done." }];
  const own = { tries: 1, sandbox: "bwrap" as const, hidden: [run.path] };
  const { bodies, row } = await runWith(lines, run.path, {
    parts: own,
    fields: { tools: ["write", "shell"] },
  });
  const said = JSON.stringify(bodies[1].messages.at(-1));
  expect(row?.calls).toBe(1);
  expect(said).not.toContain("2 * number");
  expect(said).toContain("javascript--double-1");
});

test("a server that is gone is nobody's failure", async () => {
  using run = await tempFolder();
  using dataset = await tempDataset(1);
  const player = startPlayer({ kind: "llama-server", lines: [] });
  player[Symbol.dispose]();
  const fields = { model: "llamacpp/any", url: player.url };
  const config = await loadConfig(run.path, { HOME: run.path }, fields);
  const parts = partsFor(selfHarness({ config, version: "0", limitMs: 5_000 }), run.path);
  using folder = openRunFolder(run.path, parts.subject);
  const trials = dataset.exercises.map((exercise) => ({ exercise, repeat: 1 }));
  await runTrials(trials, parts, folder, { jobs: 1, onEvent: () => {}, waitsMs: [] }, never);
  const [row] = folder.rows();
  expect([row?.infrastructure?.kind, row?.tries]).toEqual(["server", []]);
});
