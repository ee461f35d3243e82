import { expect, test } from "bun:test";
import { localcode } from "../support/localcode.ts";
import { startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";

test("models pull lets Ollama download a model and tells how far it is", async () => {
  using player = startPlayer({ kind: "ollama", lines: [] });
  using folder = await tempFolder();
  const args = ["models", "pull", "ollama/qwen3:8b", "--url", player.url];
  expect(await localcode(args, { cwd: folder.path })).toEqual({
    code: 0,
    out: "",
    err: "pulling manifest\npulling 8eeb52dfb3bb 0 %\npulling 8eeb52dfb3bb 100 %\nsuccess\n",
  });
});

test("models pull without a server says how to start one", async () => {
  using folder = await tempFolder();
  const args = ["models", "pull", "qwen3:8b", "--url", "http://127.0.0.1:9"];
  const { code, err } = await localcode(args, { cwd: folder.path });
  expect([code, err]).toEqual([3, expect.stringContaining("ollama serve")]);
});

test("commands that print a table print JSON with --json", async () => {
  using folder = await tempFolder();
  for (const args of [["agents"], ["tools"], ["runtimes"], ["models"], ["sessions"], ["doctor"]]) {
    const { code, out } = await localcode([...args, "--json"], { cwd: folder.path });
    expect([args, code, Array.isArray(JSON.parse(out))]).toEqual([args, 0, true]);
  }
});

test("every command has help with an example", async () => {
  using folder = await tempFolder();
  const { out } = await localcode(["help"], { cwd: folder.path });
  const names =
    out
      .split("\n\n")[0]
      ?.split("\n")
      .map((line) => line.split(" ")[0] ?? "") ?? [];
  expect(names).toContain("doctor");
  for (const name of names.filter(Boolean)) {
    const help = await localcode([name, "--help"], { cwd: folder.path });
    expect([name, help.code, help.out.includes(`Example: localcode ${name}`)]).toEqual([
      name,
      0,
      true,
    ]);
  }
});
