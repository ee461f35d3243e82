import { expect, test } from "bun:test";
import { join } from "node:path";
import { localcode, type Starting } from "../support/localcode.ts";
import { type PlayedLine, type PlayerOptions, startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";

const look: PlayedLine = { call: { name: "ls", input: {} } };
const write: PlayedLine = { call: { name: "write", input: { path: "a.txt", content: "a" } } };

type Case = Partial<PlayerOptions> & { readonly args: readonly string[] };

async function codeOf(
  { args, kind = "llama-server", lines = [], ...rest }: Case,
  starting: Partial<Starting> = {},
) {
  using player = startPlayer({ kind, lines, ...rest });
  using folder = await tempFolder();
  const flags = ["--url", player.url, "--logs", join(folder.path, ".logs"), "--sandbox", "none"];
  const { code, err } = await localcode([...flags, ...args], { cwd: folder.path, ...starting });
  return { code, line: err.trim().split("\n").at(-1) ?? "" };
}

test("0: the task is done", async () => {
  const lines = [write, { text: "Done." }];
  expect(
    (await codeOf({ lines, args: ["-p", "Create a.txt.", "--permission-mode", "yolo"] })).code,
  ).toBe(0);
});

test("1: a change was asked for and none was made", async () => {
  const lines = Array.from({ length: 5 }, () => ({ text: "I have done it." }));
  const ended = await codeOf({ lines, args: ["-p", "Create a.txt.", "--permission-mode", "yolo"] });
  expect(ended).toEqual({
    code: 1,
    line: "failed: The task asked for a change and no file was changed.",
  });
});

test("1: the last edit failed", async () => {
  const miss = { call: { name: "edit", input: { path: "none.txt", old: "a", new: "b" } } };
  const lines = [write, miss, { text: "Done." }, { text: "Done." }, { text: "Done." }];
  const ended = await codeOf({ lines, args: ["-p", "Create a.txt.", "--permission-mode", "yolo"] });
  expect([ended.code, ended.line.startsWith("failed: The last edit failed")]).toEqual([1, true]);
});

test("2: a wrong flag, a wrong value and no prompt", async () => {
  expect((await codeOf({ args: ["-p", "x", "--max-turn", "3"] })).line).toContain("--max-turns");
  expect(await codeOf({ args: ["-p", "x", "--max-turns", "many"] })).toEqual({
    code: 2,
    line: '--max-turns takes a whole number above 0, not "many".',
  });
  expect(await codeOf({ args: ["-p", "x", "--sandbox", "vm"] })).toEqual({
    code: 2,
    line: '--sandbox is one of auto, bwrap, docker, podman, none; not "vm".',
  });
  expect(await codeOf({ args: ["-p", "x", "--url", "a b", "--offline"] })).toEqual({
    code: 2,
    line: '"a b" is no address. An address is like http://localhost:8080/v1.',
  });
  expect((await codeOf({ args: [] })).code).toBe(2);
});

test("2: a remote server with --offline, which is not even asked", async () => {
  using folder = await tempFolder();
  const args = ["-p", "x", "-m", "vllm/x", "--url", "https://models.example.com", "--offline"];
  const { code, err } = await localcode(args, { cwd: folder.path });
  const text =
    "--offline: https://models.example.com is remote. Choose a model on this machine or network.\n";
  expect([code, err]).toEqual([2, text]);
});

test("2: sessions cannot be kept or looked for in a file", async () => {
  using folder = await tempFolder({ "a.txt": "" });
  const logs = join(folder.path, "a.txt");
  const kept = await codeOf({ args: ["-p", "x", "--logs", logs], lines: [{ text: "Hi." }] });
  expect(kept).toEqual({
    code: 2,
    line: `Sessions cannot be kept in ${logs}: a file of that name is in the way. Choose another folder with --logs.`,
  });
  const listed = await localcode(["sessions", "list", "--logs", logs], { cwd: folder.path });
  expect([listed.code, listed.err]).toEqual([
    2,
    `${logs} is a file, so it holds no sessions. Choose a folder.\n`,
  ]);
});

test("3: no server answers", async () => {
  using folder = await tempFolder();
  const { code, err } = await localcode(
    ["-p", "x", "-m", "llamacpp/any", "--url", "http://127.0.0.1:9"],
    { cwd: folder.path },
  );
  expect([code, err]).toEqual([
    3,
    expect.stringMatching(
      /^llama-server is not running at http:\/\/127\.0\.0\.1:9 .*llama-server -m.*\n$/,
    ),
  ]);
});

test("4: no such session, whoever asks for it", async () => {
  const name = "2026-01-01_00-00-00-000_default_abcd0001.jsonl";
  using folder = await tempFolder({ [`logs/${name}`]: "" });
  const logs = join(folder.path, "logs");
  const line = `No session "abcd0002" in ${logs}. The nearest: abcd0001.`;
  expect(await codeOf({ args: ["-p", "x", "--resume", "abcd0002", "--logs", logs] })).toEqual({
    code: 4,
    line,
  });
  for (const words of [["sessions", "show"], ["sessions", "rm"], ["logs"]]) {
    const shown = await localcode([...words, "abcd0002", "--logs", logs], { cwd: folder.path });
    expect([shown.code, shown.err]).toEqual([4, `${line}\n`]);
  }
});

test("4: no such agent, no such model", async () => {
  const unknown = await codeOf({ args: ["-p", "x", "-a", "qwen3-codr"] });
  expect([unknown.code, unknown.line.includes("qwen/qwen3-coder")]).toEqual([4, true]);
  const ended = await codeOf({ kind: "ollama", args: ["-p", "x", "-m", "ollama/plaid"] });
  expect([ended.code, ended.line.includes("played:latest")]).toEqual([4, true]);
});

test("5: a turn limit, a token limit, a time limit", async () => {
  const lines = Array.from({ length: 9 }, (_, index) => ({
    call: { name: "ls", input: { path: `${index}` } },
  }));
  expect((await codeOf({ lines, args: ["-p", "x", "--max-turns", "2"] })).code).toBe(5);
  expect((await codeOf({ lines, args: ["-p", "x", "--max-tokens-total", "1500"] })).code).toBe(5);
  const slow = [{ call: { name: "shell", input: { command: "sleep 20" } } }];
  const args = ["-p", "x", "--timeout", "1", "--permission-mode", "yolo"];
  expect((await codeOf({ lines: slow, args })).code).toBe(5);
});

test("6: the prompt does not fit the window that is served", async () => {
  const ended = await codeOf({ window: 2_048, args: ["-p", "word ".repeat(4_000)] });
  expect([ended.code, ended.line.includes("2,048")]).toEqual([6, true]);
  expect((await codeOf({ window: 1_024, args: ["-p", "x"] })).code).toBe(6);
});

test("7: a needed permission could not be asked for", async () => {
  const lines = [
    write,
    { text: "I may not write." },
    { text: "I may not write." },
    { text: "No." },
  ];
  expect((await codeOf({ lines, args: ["-p", "Create a.txt."] })).code).toBe(7);
});

test("8: the same call again and again", async () => {
  const lines = Array.from({ length: 12 }, () => look);
  expect((await codeOf({ lines, args: ["-p", "What is here?"] })).code).toBe(8);
});

test("130: interrupted, and the running command is gone", async () => {
  const mark = `sleep 31.${process.pid}`;
  const lines = [{ call: { name: "shell", input: { command: mark } } }];
  const started: Starting["started"] = (child) => {
    const timer = setInterval(async () => {
      if ((await runningSleeps(mark)) === 0) return;
      clearInterval(timer);
      child.kill("SIGINT");
    }, 50);
  };
  const ended = await codeOf(
    { lines, args: ["-p", "x", "--permission-mode", "yolo"] },
    { started },
  );
  expect(ended.code).toBe(130);
  expect(await runningSleeps(mark)).toBe(0);
});

async function runningSleeps(command: string): Promise<number> {
  const listed = await new Response(Bun.spawn(["ps", "-eo", "args"]).stdout).text();
  return listed.split("\n").filter((line) => line.trim() === command).length;
}
