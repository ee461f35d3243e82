import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CommandOptions, runCommand } from "../../src/lib/process.ts";
import { endMarked, pidsByPs } from "../../src/lib/process-group.ts";
import { gone } from "../support/processes.ts";
import { tempFolder } from "../support/temp.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const never = new AbortController().signal;

function run(script: string, options: Partial<CommandOptions> = {}) {
  return runCommand(["bash", "-c", script], {
    cwd: "/",
    timeoutMs: 20_000,
    maxChars: 10_000,
    signal: never,
    ...options,
  });
}

test("output and errors come back in the order in which they were written", async () => {
  const result = await run("echo one; echo two >&2; echo three; exit 3");
  expect({ ...result, ms: 0 }).toEqual({
    exitCode: 3,
    output: "one\ntwo\nthree\n",
    timedOut: false,
    cancelled: false,
    omittedChars: 0,
    ms: 0,
  });
});

test("a command has no input, no terminal, no pager and no secrets", async () => {
  process.env.LOCALCODE_TEST_TOKEN = "s3cret";
  const result = await run(
    'cat; tty; echo "$PAGER|$GIT_TERMINAL_PROMPT|$CI|$TERM|$NO_COLOR|$LOCALCODE_TEST_TOKEN|$MINE"',
    { env: { MINE: "kept" } },
  );
  delete process.env.LOCALCODE_TEST_TOKEN;
  expect(result.output).toBe("not a tty\ncat|0|1|dumb|1||kept\n");
});

test("a missing program is exit code 127 and a signal is 128 plus its number", async () => {
  const missing = await runCommand(["no-such-program-here"], {
    cwd: "/",
    timeoutMs: 5_000,
    maxChars: 1_000,
    signal: never,
  });
  expect(missing.exitCode).toBe(127);
  expect((await run("kill -9 $$")).exitCode).toBe(137);
});

test("at the time limit the whole tree is gone, also children that ignore TERM or left the group", async () => {
  const word = `31.${process.pid}7`;
  const script = `trap '' TERM; (trap '' TERM; sleep ${word} & sleep ${word}) & setsid sleep ${word} & sleep ${word}; sleep ${word}`;
  const result = await run(script, { timeoutMs: 300 });
  expect({ code: result.exitCode, timedOut: result.timedOut, cancelled: result.cancelled }).toEqual(
    {
      code: 124,
      timedOut: true,
      cancelled: false,
    },
  );
  expect(result.ms).toBeLessThan(25_000);
  expect(await gone(word)).toBe(true);
});

test("a cancel ends the command and is told apart from the time limit", async () => {
  const cancel = new AbortController();
  const word = `32.${process.pid}7`;
  const running = run(`echo started; sleep ${word}`, {
    signal: cancel.signal,
    onOutput: () => cancel.abort(),
  });
  const result = await running;
  expect(result).toEqual({
    exitCode: 130,
    output: "started\n",
    timedOut: false,
    cancelled: true,
    omittedChars: 0,
    ms: result.ms,
  });
  expect(await gone(word)).toBe(true);
});

test("a command that is cancelled before it starts never runs", async () => {
  using folder = await tempFolder();
  const result = await run("touch made", { cwd: folder.path, signal: AbortSignal.abort() });
  expect(result.cancelled).toBe(true);
  expect(await Bun.file(join(folder.path, "made")).exists()).toBe(false);
});

test("a background child that holds the pipe neither delays the return nor stays", async () => {
  const word = `33.${process.pid}7`;
  const result = await run(`sleep ${word} & echo done`);
  expect(result.output).toBe("done\n");
  expect(result.exitCode).toBe(0);
  expect(result.ms).toBeLessThan(25_000);
  expect(await gone(word)).toBe(true);
});

test("a process is found by its environment, with /proc and without", async () => {
  const mark = crypto.randomUUID();
  const child = Bun.spawn(["sleep", "36"], { env: { LOCALCODE_COMMAND: mark } });
  expect(pidsByPs(mark)).toEqual([child.pid]);
  endMarked(mark);
  expect(await child.exited).toBe(137);
  expect(pidsByPs(mark)).toEqual([]);
});

test("long output keeps head and tail, says how much is missing, and lies whole in a file", async () => {
  using folder = await tempFolder();
  const overflowFile = join(folder.path, "deep", "whole.txt");
  const script =
    'printf "a%.0s" $(seq 1000); printf "b%.0s" $(seq 1000); printf "c%.0s" $(seq 1000)';
  const result = await run(script, { maxChars: 2_000, overflowFile });
  const output = `${"a".repeat(1_000)}\n[… 1000 characters left out …]\n${"c".repeat(1_000)}`;
  expect({ output: result.output, omitted: result.omittedChars }).toEqual({
    output,
    omitted: 1_000,
  });
  expect(readFileSync(overflowFile, "utf8")).toBe(
    "a".repeat(1_000) + "b".repeat(1_000) + "c".repeat(1_000),
  );
});

test("output that fits leaves no file", async () => {
  using folder = await tempFolder();
  const overflowFile = join(folder.path, "whole.txt");
  await run("echo short", { overflowFile });
  expect(await Bun.file(overflowFile).exists()).toBe(false);
});

test("characters that are split between two chunks are whole", async () => {
  const chunks: string[] = [];
  const script =
    "printf 'a\\xe2\\x82'; sleep 0.2; printf '\\xac\\xf0\\x9f'; sleep 0.2; printf '\\x98\\x80'";
  const result = await run(script, { onOutput: (chunk) => chunks.push(chunk) });
  expect(result.output).toBe("a€😀");
  expect(chunks.join("")).toBe("a€😀");
});

test("endless output is bounded in memory", async () => {
  const result = await run("yes | head -c 30000000", { maxChars: 1_000 });
  expect(result.omittedChars).toBe(30_000_000 - 1_000);
});

test("a folder that does not exist is an error, not a result", async () => {
  await expect(run("true", { cwd: "/no/such/folder" })).rejects.toThrow("could not be started");
});

test("when this program ends, its commands end with it", async () => {
  const word = `34.${process.pid}7`;
  const file = join(import.meta.dir, "../../src/lib/process.ts");
  const script = `
    const { runCommand } = await import(${JSON.stringify(file)});
    const signal = new AbortController().signal;
    const onOutput = () => process.exit(0);
    const command = ["bash", "-c", "echo begun; sleep ${word}"];
    await runCommand(command, { cwd: "/", timeoutMs: 60_000, maxChars: 100, signal, onOutput });`;
  const done = Bun.spawnSync([process.execPath, "-e", script]);
  expect(done.exitCode).toBe(0);
  expect(await gone(word)).toBe(true);
});
