import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockRun } from "../../src/bench/run-lock.ts";
import { toJsonLine } from "../../src/lib/jsonl.ts";
import { tempDataset } from "../bench/exercise.ts";
import { localcode } from "../support/localcode.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { program } from "../support/program.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { openTerminal } from "../support/terminal.ts";
import { emptyEditor, nothingLeft, openPlace, transpiled } from "../support/ui.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const content = "export const double = (number) => number;\n";
const lines: readonly PlayedLine[] = [
  { thinking: "I look first.", call: { name: "read", input: { path: "double.js" } } },
  { call: { name: "write", input: { path: "double.js", content } } },
  { text: "It **doubles** now." },
  { text: "I leave it so." },
];

const cache = { BUN_RUNTIME_TRANSPILER_CACHE_PATH: transpiled };

let place: TempFolder;
const run = (): string => join(place.path, "out");

beforeAll(async () => {
  place = await tempFolder();
  using dataset = await tempDataset(2);
  using player = startPlayer({ kind: "llama-server", lines });
  const { code } = await localcode(
    [
      ...["bench", "run", "default", "-m", "llamacpp/any", "--url", player.url, "-j", "1"],
      ...["--dataset", dataset.path, "--sandbox", "none", "--out", run()],
    ],
    { cwd: place.path, env: cache },
  );
  expect(code).toBe(0);
});

afterAll(() => place[Symbol.dispose]());

async function view(...args: readonly string[]) {
  return await localcode(["bench", "view", ...args], { cwd: place.path, env: cache });
}

function start(...args: readonly string[]) {
  const home = join(place.path, ".home");
  const command = [...program, "bench", "view", ...args];
  const env = { HOME: home, XDG_STATE_HOME: home, ...cache };
  return openTerminal({ command, cwd: place.path, env });
}

test("without a terminal a run is a table, and a trial its transcript, its changes or its tests", async () => {
  const [list, one, diff, tests] = await Promise.all([
    view("out"),
    view("out", "double-2"),
    view("out", "double-2", "--show", "diff"),
    view("out", "double-2", "--show", "tests"),
  ]);
  expect([list.code, list.err]).toEqual([0, ""]);
  expect(list.out).toStartWith("out  self · default · played:latest · 0 of 2 passed\n");
  expect(list.out).toMatch(/^✗ javascript\/double-1 {2}failed +1\/2 .* 2 +2 /m);
  const shown = [
    "✗ javascript/double-2  failed · 1/2 tests",
    "› # Instructions",
    "✻ thought\n  I look first.",
    "✓ read double.js",
    "✓ write double.js",
    "It doubles now.",
    "! Tests of try 1: 1 of 2 failed",
    "I leave it so.",
    "! Tests of try 2: 1 of 2 failed",
  ];
  expect(shown.filter((text) => !one.out.includes(text))).toEqual([]);
  expect(diff.out).toContain("+ export const double = (number) => number;\n");
  expect(tests.out).toMatch(/Try 2: 1 of 2 failed\n.*\nTry 1: 1 of 2 failed\n/s);
});

test("a name that is none, one that fits several, and a folder that is no run are told", async () => {
  const told = async (...args: readonly string[]) => {
    const { code, out, err } = await view(...args);
    return [code, out, err];
  };
  const [misspelt, several, nowhere] = await Promise.all([
    told("out", "duoble-1"),
    told("out", "double"),
    told("nowhere"),
  ]);
  expect(misspelt).toEqual([
    4,
    "",
    'There is no trial "duoble-1". Near: javascript/double-1, javascript/double-2.\n',
  ]);
  expect(several).toEqual([
    2,
    "",
    '"double" may be javascript/double-1, javascript/double-2. Write more of the name.\n',
  ]);
  expect(nowhere).toEqual([
    2,
    "",
    `${join(place.path, "nowhere")} is no run: there is no such folder. \`localcode bench list --runs\` names those here.\n`,
  ]);
});

test("on a terminal one chooses a trial, looks at it, and leaves the terminal as it was", async () => {
  await using terminal = start("out");
  await terminal.waitFor("❯ ✗ javascript/double-1");
  expect(terminal.modes()).toMatchObject({ alternateScreen: true, cursorShown: false });
  terminal.press("down", "enter");
  await terminal.waitFor(/✗ javascript\/double-2 .* 2\/2$/m);
  await terminal.waitFor("[Transcript]");
  terminal.press("end");
  await terminal.waitFor("! Tests of try 2: 1 of 2 failed");
  terminal.press("tab");
  await terminal.waitFor("+ export const double = (number) => number;");
  terminal.write("3/doubles nothing\r");
  await terminal.waitFor(/match 1\/\d/);
  terminal.resize(50, 12);
  await terminal.waitFor(/^─{50}$/m);
  await terminal.waitFor(/match 1\/\d/);
  terminal.press("escape");
  await terminal.waitFor("q list");
  terminal.press("q");
  await terminal.waitFor("❯ ✗ javascript/double-2");
  terminal.press("q");
  expect(await terminal.exited).toBe(0);
  expect(terminal.modes()).toEqual(nothingLeft);
});

test("Ctrl-C and SIGTERM leave the terminal as it was", async () => {
  await using first = start("out", "double-1");
  await first.waitFor("[Transcript]");
  first.press("ctrl+c");
  expect([await first.exited, first.modes()]).toEqual([130, nothingLeft]);
  await using second = start("out", "double-1");
  await second.waitFor("[Transcript]");
  second.kill("SIGTERM");
  expect([await second.exited, second.modes()]).toEqual([143, nothingLeft]);
});

test("a trial under way is shown as it grows, and one whose log is gone says so", async () => {
  const folder = join(run(), "open/javascript--double-3/logs");
  const log = join(folder, "2026-11-21T10-00-00-abc.jsonl");
  using _lock = lockRun(join(run(), "run.lock"));
  mkdirSync(folder, { recursive: true });
  await using terminal = start("out", "double-3");
  await terminal.waitFor("It has begun, and nothing is recorded of it yet.");
  const header = { v: 1, type: "session", id: "abc", started: "", agent: "a", cwd: "/" };
  const entry = toJsonLine({ type: "prompt", text: "Triple a number.", at: "" });
  const more = { model: "m", runtime: "r", window: 1, version: "0" };
  writeFileSync(log, toJsonLine({ ...header, ...more }) + entry.slice(0, 20));
  await terminal.waitFor("It is under way: what comes next is shown as it comes.");
  expect(terminal.screen()).not.toContain("Triple");
  appendFileSync(log, entry.slice(20));
  await terminal.waitFor("› Triple a number.");
  rmSync(join(run(), "open"), { recursive: true });
  await terminal.waitFor("It is not there any more.");
  rmSync(join(run(), "trials/javascript/double-1/logs"), { recursive: true });
  terminal.press("up", "enter");
  await terminal.waitFor(/! The log\s+trials\/javascript\/double-1\/\S+\s+is not there any more\./);
});

test("/bench view has the terminal until one leaves it, and says what is wrong", async () => {
  await using here = await openPlace();
  const terminal = here.start();
  await terminal.waitFor(emptyEditor);
  terminal.write(`/bench view ${run()} double-2\r`);
  await terminal.waitFor("[Transcript]");
  terminal.press("q");
  await terminal.waitFor(emptyEditor);
  terminal.write(`/bench view ${run()} tripel\r`);
  await terminal.waitFor('There is no trial "tripel".');
});
