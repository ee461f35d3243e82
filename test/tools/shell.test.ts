import { afterAll, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { Delta } from "../../src/core/event.ts";
import type { ToolContext, ToolResult } from "../../src/core/tool.ts";
import { openHost } from "../../src/sandbox/host.ts";
import type { ToolKit } from "../../src/tools/kit.ts";
import { shellPart } from "../../src/tools/shell.ts";
import { shellJobPart } from "../../src/tools/shell-job.ts";
import { kitWith } from "../support/kit.ts";
import { gone } from "../support/processes.ts";
import { tempFolder } from "../support/temp.ts";
import { runTool } from "../support/tools.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const sandbox = openHost("It was asked for.");

afterAll(() => sandbox[Symbol.asyncDispose]());

function kitIn(root: string, parts: Partial<ToolKit> = {}): ToolKit {
  return kitWith({ scratchDir: join(root, ".localcode/scratch"), ...parts });
}

function shell(
  root: string,
  input: unknown,
  parts: Partial<ToolContext> = {},
  kit: ToolKit = kitIn(root),
): Promise<ToolResult> {
  return runTool(shellPart.make(shellPart.words, kit), root, input, { sandbox, ...parts });
}

test("a command's output and exit code come back, and a failure counts as one", async () => {
  using folder = await tempFolder();
  expect(await shell(folder.path, { command: "echo hello" })).toEqual({
    text: "hello\n[exit code 0]",
    changed: [],
  });
  expect(await shell(folder.path, { command: "false" })).toEqual({
    text: "(no output)\n[exit code 1]",
    changed: [],
    failed: true,
  });
  const unterminated = await shell(folder.path, { command: "echo 'a" });
  expect(unterminated.failed).toBe(true);
  expect(unterminated.text).toContain("unexpected EOF");
});

test("an empty command and one that no program can be given are refused", async () => {
  using folder = await tempFolder();
  expect(await shell(folder.path, { command: "echo a\0b" })).toEqual({
    text: "The command holds a NUL character, which no command can. Write it as \\0 inside printf, or leave it out.",
    failed: true,
  });
  expect(await shell(folder.path, { command: "  " })).toEqual({
    text: "The command is empty. Give the command to run.",
    failed: true,
  });
});

test("variables, stars and redirections mean what they mean in bash", async () => {
  using folder = await tempFolder({ "a.txt": "1", "b.txt": "2" });
  const { text } = await shell(folder.path, { command: "X=3; echo *.txt $X > c; cat c" });
  expect(text).toBe("a.txt b.txt 3\n[exit code 0]");
});

test("the folder of a command lies below the root, also behind a link", async () => {
  using folder = await tempFolder({ "project/sub/a.txt": "a", "other/b.txt": "b" });
  const root = join(folder.path, "project");
  await symlink(join(folder.path, "other"), join(root, "out"));
  await symlink(join(root, "sub"), join(root, "in"));
  const list = async (workdir: string) => (await shell(root, { command: "ls", workdir })).text;
  expect(await list("sub")).toBe("a.txt\n[exit code 0]");
  expect(await list("in")).toBe("a.txt\n[exit code 0]");
  expect(await list("out")).toContain("outside");
  expect(await list("../other")).toContain("outside");
  expect(await list("/etc")).toContain("outside");
  expect(await list("nope")).toContain("There is no folder");
});

test("files that a command made, changed or removed are named, ignored ones are not", async () => {
  using folder = await tempFolder({
    "keep.txt": "k",
    "change.txt": "c",
    "remove.txt": "r",
    "sub/move.txt": "m",
    ".gitignore": "*.log\n",
  });
  const command =
    "echo n > new.txt; echo c2 >> change.txt; rm remove.txt; mv sub/move.txt sub/moved.txt; echo l > a.log; mkdir -p .pytest_cache && touch .pytest_cache/x; cat keep.txt";
  const { changed } = await shell(folder.path, { command });
  expect(changed).toEqual(["change.txt", "new.txt", "remove.txt", "sub/move.txt", "sub/moved.txt"]);
});

test("at the time limit a command is ended with code 124 and its children are gone", async () => {
  using folder = await tempFolder();
  const word = `51.${process.pid}7`;
  const command = `echo begun; sleep ${word} & sleep ${word}`;
  const result = await shell(folder.path, { command, timeout_ms: 400 });
  expect(result.failed).toBe(true);
  expect(result.text).toMatch(
    /^begun\n\[timed out after \d\.\d s and was ended: exit code 124\. Give a larger timeout_ms, or background: true for a server\.\]$/,
  );
  expect(await gone(word)).toBe(true);
});

test("a limit of zero or less is the usual one", async () => {
  using folder = await tempFolder();
  const kit = kitIn(folder.path, { shellTimeoutMs: 300 });
  for (const timeout_ms of [0, -5]) {
    const { text } = await shell(folder.path, { command: "sleep 20", timeout_ms }, {}, kit);
    expect(text).toContain("exit code 124");
  }
});

test("long output keeps head and tail and lies whole in a file that the result names", async () => {
  using folder = await tempFolder();
  const command = "seq 1 5000";
  const result = await shell(folder.path, { command }, { maxResultChars: 2_000 });
  expect(result.text.length).toBeLessThanOrEqual(2_000);
  expect(result.text).toStartWith("1\n2\n3\n");
  const whole = Bun.spawnSync(["seq", "1", "5000"]).stdout.toString();
  const left = whole.length - 1_600;
  const file = /in (\.localcode\/scratch\/shell-call_1-\w+\.txt)\]/.exec(result.text)?.[1] ?? "";
  expect(result.text).toContain(`\n[… ${left} characters left out …]\n`);
  expect(result.text).toEndWith(
    `5000\n[${left} characters are left out above; the whole output is in ${file}]\n[exit code 0]`,
  );
  expect(readFileSync(join(folder.path, file), "utf8")).toBe(whole);
  expect(readFileSync(join(folder.path, ".localcode/scratch/.gitignore"), "utf8")).toBe("*\n");
});

test("short output leaves no scratch folder", async () => {
  using folder = await tempFolder();
  await shell(folder.path, { command: "echo a" });
  expect(existsSync(join(folder.path, ".localcode"))).toBe(false);
});

test("output is shown while the command runs", async () => {
  using folder = await tempFolder();
  const go = join(folder.path, "go");
  const shown: string[] = [];
  // The command ends only once its first line was shown.
  const emit = (delta: Delta) => {
    if (delta.type === "output") shown.push(delta.chunk);
    writeFileSync(go, "");
  };
  const command = "echo one; until [ -e go ]; do sleep 0.02; done; echo two";
  const { text } = await shell(folder.path, { command }, { emit });
  expect(text).toBe("one\ntwo\n[exit code 0]");
  expect(shown).toEqual(["one\n", "two\n"]);
});

test("a background job goes on, can be looked at and ended", async () => {
  using folder = await tempFolder();
  const kit = kitIn(folder.path);
  const word = `52.${process.pid}7`;
  const command = `echo ready; sleep ${word}`;
  const started = await shell(folder.path, { command, background: true }, {}, kit);
  const file = /(\.localcode\/scratch\/job-1-\w+\.txt)/.exec(started.text)?.[1] ?? "";
  expect(started).toEqual({
    text: `Job 1 runs in the background. Its output goes to ${file}. Use shell_job to look at it or to end it.\nready`,
  });
  expect(readFileSync(join(folder.path, file), "utf8")).toBe("ready\n");
  const job = (input: unknown) =>
    runTool(shellJobPart.make(shellJobPart.words, kit), folder.path, input, { sandbox });
  const looked = (await job({ id: "1" })).text.replace(/\d+ s/, "N s");
  expect(looked).toBe(`Job 1 has been running for N s: ${command}\nOutput (${file}):\nready`);
  expect((await job({ id: "1", kill: true })).text).toMatch(/^Job 1 was ended after \d+ s: echo/);
  expect(await gone(word)).toBe(true);
  expect((await job({ id: "%1" })).text).toStartWith("Job 1 ended with exit code 130 after");
  expect(await job({ id: "7" })).toEqual({ text: 'There is no job "7". Jobs: 1.', failed: true });
});

test("a background command that ends at once is told as ended", async () => {
  using folder = await tempFolder();
  const result = await shell(folder.path, { command: "echo no; exit 4", background: true });
  expect(result).toEqual({
    text: "no\n[exit code 4]\nThe command ended at once; it is no longer running.",
    failed: true,
  });
});

test("a cancelled call ends its command", async () => {
  using folder = await tempFolder();
  await mkdir(join(folder.path, "sub"));
  const cancel = new AbortController();
  const parts = { signal: cancel.signal, emit: () => cancel.abort() };
  const result = await shell(folder.path, { command: "echo a; sleep 60" }, parts);
  expect(result.failed).toBe(true);
  expect(result.text).toMatch(/^a\n\[cancelled after \d\.\d s\]$/);
});
