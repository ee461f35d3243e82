import { expect, test } from "bun:test";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listSessions, newestSession, sessionById } from "../../src/session/find.ts";
import { type Header, sessionName } from "../../src/session/header.ts";
import { type LogOptions, openLog } from "../../src/session/log.ts";
import { readSession } from "../../src/session/read.ts";
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
