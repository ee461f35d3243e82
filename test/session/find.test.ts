import { expect, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listHeads, listSessions, newestSession, sessionById } from "../../src/session/find.ts";
import { type Header, sessionName } from "../../src/session/header.ts";
import { type LogOptions, openLog } from "../../src/session/log.ts";
import { beginningOf, readSession } from "../../src/session/read.ts";
import { removeSession } from "../../src/session/remove.ts";
import { everyEntry } from "../support/entries.ts";
import { tempFolder } from "../support/temp.ts";

function about(folder: string, agent: string, cwd = "/app"): LogOptions {
  return { folder, agent, cwd, model: "m", runtime: "r", window: 4_096, version: "0.1.0" };
}

/** A session with one prompt; its path. */
function session(options: LogOptions, prompt = "Hello"): string {
  using log = openLog(options);
  log.append({ type: "prompt", text: prompt });
  // Two sessions of one millisecond have no order.
  Bun.sleepSync(2);
  return log.path;
}

test("the newest session is of this folder and exactly this agent", async () => {
  using folder = await tempFolder();
  const at = folder.path;
  session(about(at, "b"));
  const mine = session(about(at, "b"));
  session(about(at, "a_b"));
  session(about(at, "a/b"));
  session(about(at, "b", "/other"));
  const withSlash = session(about(at, "x/b"));
  session(about(at, "x_b"));
  expect(newestSession(at, "/app", "b")).toBe(mine);
  expect(newestSession(at, "/app", "x/b")).toBe(withSlash);
  expect(newestSession(at, "/app", "c")).toBeUndefined();
  expect(newestSession(join(at, "none"), "/app", "b")).toBeUndefined();
});

test("a sub-agent's session is never taken for the user's", async () => {
  using folder = await tempFolder();
  const mine = session(about(folder.path, "b"));
  session({ ...about(folder.path, "b"), within: "12345678" });
  expect(newestSession(folder.path, "/app", "b")).toBe(mine);
  expect(listSessions({ folder: folder.path })).toHaveLength(1);
});

test("going on again and again finds the newest each time", async () => {
  using folder = await tempFolder();
  let path = session(about(folder.path, "b"));
  for (let turn = 0; turn < 5; turn += 1) {
    const resume = newestSession(folder.path, "/app", "b") ?? "";
    expect(resume).toBe(path);
    using log = openLog({ ...about(folder.path, "b"), from: readSession(resume) });
    log.append({ type: "prompt", text: `${turn}` });
    path = log.path;
  }
  const listed = listSessions({ folder: folder.path });
  expect(listed.map((one) => one.path)).toEqual([path]);
  expect(listSessions({ folder: folder.path, continued: true })).toHaveLength(6);
});

test("a list tells the first prompt, the turns and the size", async () => {
  using folder = await tempFolder();
  using log = openLog(about(folder.path, "b"));
  for (const entry of [...everyEntry, ...everyEntry]) log.append(entry);
  const [one] = listSessions({ folder: folder.path, cwd: "/app", agent: "b" });
  expect(one).toMatchObject({ path: log.path, firstPrompt: "Fix a.ts.", turns: 2 });
  expect(one?.header).toMatchObject({ id: log.id, agent: "b" });
  expect(one?.bytes).toBe(Bun.file(log.path).size);
  expect(listSessions({ folder: folder.path, cwd: "/other" })).toEqual([]);
});

test("a prompt longer than the head of its file is shown by its beginning", async () => {
  using folder = await tempFolder();
  session(about(folder.path, "b"), 'Fix\n"this" ü\\ '.repeat(5_000));
  const [one] = listSessions({ folder: folder.path });
  expect(one?.firstPrompt).toStartWith('Fix "this" ü\\ Fix "this"');
  expect(one?.firstPrompt).toHaveLength(121);
});

test("a session is found by the beginning of its id", async () => {
  using folder = await tempFolder({
    "2026-01-01_00-00-00-000_b_abcd0001.jsonl": "",
    "2026-01-01_00-00-00-001_b_abcd0002.jsonl": "",
    "2026-01-01_00-00-00-001_b_beef0001.jsonl": "",
    "notes.jsonl": "",
  });
  expect(sessionById(folder.path, "BEE")).toBe(
    join(folder.path, "2026-01-01_00-00-00-001_b_beef0001.jsonl"),
  );
  expect(() => sessionById(folder.path, "abc")).toThrow(
    '"abc" begins 2 sessions: abcd0002, abcd0001. Give more letters.',
  );
  expect(() => sessionById(folder.path, "abcd0011")).toThrow(
    `No session "abcd0011" in ${folder.path}. The nearest: abcd0001, abcd0002.`,
  );
  expect(() => sessionById(folder.path, "zzz")).toThrow(
    `No session "zzz" in ${folder.path}. The newest: beef0001, abcd0002, abcd0001.`,
  );
  expect(() => sessionById(folder.path, "")).toThrow('No session ""');
  expect(() => sessionById(join(folder.path, "none"), "f")).toThrow(
    `No session "f" in ${join(folder.path, "none")}: there are none.`,
  );
});

test("among ten thousand sessions only heads are read", async () => {
  using folder = await tempFolder();
  mkdirSync(join(folder.path, "logs"));
  const line = `${JSON.stringify({ at: "", type: "prompt", text: "x".repeat(300) })}\n`;
  for (let number = 0; number < 10_000; number += 1) {
    const header: Header = {
      v: 1,
      type: "session",
      id: number.toString(16).padStart(8, "0"),
      started: new Date(number).toISOString(),
      ...{ agent: "b", cwd: "/app", model: "m", runtime: "r", window: 1, version: "0" },
    };
    const name = `${sessionName(header)}.jsonl`;
    writeFileSync(join(folder.path, "logs", name), `${JSON.stringify(header)}\n${line}`);
  }
  const logs = join(folder.path, "logs");
  expect(listSessions({ folder: logs, limit: 3 }).map(({ header }) => header.id)).toEqual([
    "0000270f",
    "0000270e",
    "0000270d",
  ]);
  expect(newestSession(logs, "/app", "b")).toEndWith("_b_0000270f.jsonl");
});

test("what a fork leaves is still listed, and told by its beginning, its turns and its tokens", async () => {
  using folder = await tempFolder();
  const at = folder.path;
  const first = session(about(at, "b"), "First.");
  const reply = {
    type: "reply",
    message: { role: "assistant", text: '"usage":{"inputTokens":9}', thinking: "", calls: [] },
    truncated: false,
    usage: { inputTokens: 100, cachedTokens: 90, outputTokens: 7 },
    ms: 1,
  } as const;
  {
    using log = openLog({ ...about(at, "b"), from: beginningOf(readSession(first), 0) });
    for (const entry of [{ type: "prompt", text: "Second." }, reply, reply] as const)
      log.append(entry);
  }
  const listed = listSessions({ folder: at });
  expect(listed.map(({ firstPrompt, turns, tokens }) => [firstPrompt, turns, tokens])).toEqual([
    ["Second.", 2, 214],
    ["First.", 0, 0],
  ]);
});

test("the heads of a thousand sessions are read in a moment, however long the sessions are", async () => {
  using folder = await tempFolder();
  const path = session(about(folder.path, "b"), "Hello");
  const [head = "", prompt = ""] = readFileSync(path, "utf8").split("\n");
  const long = `${"x".repeat(100_000)}\n`;
  const { id } = readSession(path).header;
  for (let at = 1; at < 1_000; at += 1) {
    const other = at.toString(16).padStart(8, "0");
    const name = path.replace(id, other);
    writeFileSync(name, `${head.replace(id, other)}\n${prompt}\n${at < 50 ? long : ""}`);
  }
  const started = performance.now();
  const heads = listHeads({ folder: folder.path, limit: 1_000 });
  expect(heads).toHaveLength(1_000);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test("a session goes with the files beside it, but never while it is open", async () => {
  using folder = await tempFolder();
  const mine = session(about(folder.path, "b"));
  const other = session(about(folder.path, "b"));
  writeFileSync(other.replace(".jsonl", ".raw.json"), "{}");
  expect(() => removeSession(mine, mine)).toThrow("This session is open");
  removeSession(other, mine);
  expect(listHeads({ folder: folder.path }).map(({ path }) => path)).toEqual([mine]);
  const left = readdirSync(folder.path).map((name) => name.split(".")[0]);
  expect(new Set(left).size).toBe(1);
});
