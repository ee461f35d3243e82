import { expect, test } from "bun:test";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Entry } from "../../src/core/event.ts";
import { run } from "../../src/core/run.ts";
import { scripted } from "../../src/models/scripted.ts";
import { type LogOptions, openLog } from "../../src/session/log.ts";
import { readSession } from "../../src/session/read.ts";
import { recorded } from "../../src/session/recorded.ts";
import { SessionError } from "../../src/session/session-error.ts";
import { agentWith, collect } from "../support/agent.ts";
import { echo } from "../support/echo.ts";
import { everyEntry } from "../support/entries.ts";
import { tempFolder } from "../support/temp.ts";

const about = {
  agent: "qwen/coder",
  cwd: "/home/me/app",
  model: "qwen3-coder",
  runtime: "llama-server",
  window: 32_768,
  version: "0.1.0",
} satisfies LogOptions;

const never = new AbortController().signal;

test("every entry with every field comes back as it was written", async () => {
  using folder = await tempFolder();
  using log = openLog({ ...about, folder: folder.path });
  for (const entry of everyEntry) log.append(entry);
  const session = readSession(log.path);
  expect(session.entries).toEqual(everyEntry);
  expect(session.notices).toEqual([]);
  expect(session.header).toEqual({
    v: 1,
    type: "session",
    id: log.id,
    started: session.header.started,
    ...about,
  });
});

test("a line is its time and its entry", async () => {
  using folder = await tempFolder();
  using log = openLog({ ...about, folder: folder.path });
  log.append({ type: "notice", text: "One." });
  const [, line = ""] = readFileSync(log.path, "utf8").split("\n");
  expect(line).toMatch(/^\{"at":"\d{4}-\d\d-\d\dT[\d:.]+Z","type":"notice","text":"One\."\}$/);
});

test("files are named by time, agent and id, and only their owner may read them", async () => {
  using folder = await tempFolder();
  const log = openLog({ ...about, folder: folder.path });
  log.append({ type: "notice", text: "One." });
  log[Symbol.dispose]();
  expect(basename(log.path)).toMatch(
    /^\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d-\d{3}_qwen_coder_[0-9a-f]{8}\.jsonl$/,
  );
  expect(statSync(log.path).mode & 0o777).toBe(0o600);
  const name = basename(log.path, ".jsonl");
  expect(readdirSync(folder.path).sort()).toEqual([`${name}.jsonl`, `${name}.log`]);
});

test("a start without an entry leaves no file", async () => {
  using folder = await tempFolder();
  openLog({ ...about, folder: folder.path })[Symbol.dispose]();
  expect(readdirSync(folder.path)).toEqual([]);
});

test("without a folder nothing is written and the run goes on", async () => {
  using log = openLog(about);
  log.writeRaw({}, {});
  const { outcome } = await collect(
    recorded(run(agentWith(scripted(["Done."])), [], "Hello", never), log),
  );
  expect(log.path).toBe("");
  expect(outcome.reason).toBe("done");
});

test("an entry is on disk before it is seen, and deltas are not", async () => {
  using folder = await tempFolder();
  using log = openLog({ ...about, folder: folder.path });
  const model = scripted([
    { text: "One.", calls: [{ name: "echo", input: { text: "a" } }] },
    "Done.",
  ]);
  const events = recorded(run(agentWith(model, { tools: [echo] }), [], "Hello", never), log);
  const seen: Entry[] = [];
  for await (const event of events) {
    if (event.type === "text") continue;
    seen.push(event as Entry);
    expect(readSession(log.path).entries).toEqual(seen);
  }
  expect(seen.map(({ type }) => type)).toEqual([
    "prompt",
    "reply",
    "call",
    "result",
    "reply",
    "end",
  ]);
});

test("going on with a session copies it into a file of its own that names its parent", async () => {
  using folder = await tempFolder();
  using first = openLog({ ...about, folder: folder.path });
  for (const entry of everyEntry) first.append(entry);
  const before = readFileSync(first.path, "utf8");
  using one = openLog({ ...about, folder: folder.path, from: readSession(first.path) });
  using two = openLog({ ...about, folder: folder.path, from: readSession(first.path) });
  expect(one.history).toEqual(everyEntry);
  one.append({ type: "prompt", text: "One." });
  two.append({ type: "prompt", text: "Two." });
  expect(readFileSync(first.path, "utf8")).toBe(before);
  expect(readSession(one.path).entries).toEqual([...everyEntry, { type: "prompt", text: "One." }]);
  expect(readSession(two.path).entries).toEqual([...everyEntry, { type: "prompt", text: "Two." }]);
  expect(readSession(one.path).header).toMatchObject({
    parent: first.id,
    copied: everyEntry.length,
  });
  expect(readSession(one.path).times.slice(0, -1)).toEqual([...readSession(first.path).times]);
  expect(basename(one.path) > basename(first.path)).toBe(true);
});

test("twenty processes that begin at once have twenty files", async () => {
  using folder = await tempFolder();
  const started = Array.from({ length: 20 }, () => openLog({ ...about, folder: folder.path }));
  for (const log of started) log.append({ type: "prompt", text: log.id });
  for (const log of started) {
    expect(readSession(log.path).entries).toEqual([{ type: "prompt", text: log.id }]);
    log[Symbol.dispose]();
  }
});

test("a torn last line is left out in silence", async () => {
  using folder = await tempFolder();
  using log = openLog({ ...about, folder: folder.path });
  for (const entry of everyEntry) log.append(entry);
  const text = readFileSync(log.path, "utf8");
  writeFileSync(log.path, text.slice(0, -9));
  const { entries, notices } = readSession(log.path);
  expect(entries).toEqual(everyEntry.slice(0, -1));
  expect(notices).toEqual([]);
});

test("entries of a newer version are left out with a notice", async () => {
  using folder = await tempFolder();
  using log = openLog({ ...about, folder: folder.path });
  log.append({ type: "prompt", text: "Hello" });
  const text = readFileSync(log.path, "utf8");
  writeFileSync(log.path, `${text}{"at":"","type":"mood","text":"glad"}\n`);
  const { entries, notices } = readSession(log.path);
  expect(entries).toEqual([{ type: "prompt", text: "Hello" }]);
  expect(notices).toEqual([
    `${log.path} has entries of a newer version of localcode (mood); they are left out.`,
  ]);
});

test("a session is read up to a line that cannot be read, with a notice", async () => {
  using folder = await tempFolder();
  using log = openLog({ ...about, folder: folder.path });
  log.append({ type: "prompt", text: "Hello" });
  const text = readFileSync(log.path, "utf8");
  writeFileSync(log.path, `${text}{"at":"","type":"reply","ms":"soon"}\n${text}`);
  const { entries, notices } = readSession(log.path);
  expect(entries).toEqual([{ type: "prompt", text: "Hello" }]);
  expect(notices).toEqual([
    `${log.path} cannot be read from line 3 on; the session goes on before it.`,
  ]);
});

test("a file of a newer format, of no format, or no file is refused in one sentence", async () => {
  using folder = await tempFolder({
    "new.jsonl": '{"v":2,"type":"session"}\n',
    "no.jsonl": "Hi\n",
  });
  const at = (name: string) => join(folder.path, name);
  expect(() => readSession(at("new.jsonl"))).toThrow(
    new SessionError(
      `The session ${at("new.jsonl")} cannot be read: it was written by a newer version of localcode (format 2); update localcode.`,
    ),
  );
  expect(() => readSession(at("no.jsonl"))).toThrow(
    "its first line is not the header of a session",
  );
  expect(() => readSession(at("none.jsonl"))).toThrow("cannot be read: it does not exist.");
});

test("a folder that cannot be written is refused before anything starts", async () => {
  using folder = await tempFolder({ file: "" });
  expect(() => openLog({ ...about, folder: join(folder.path, "file", "logs") })).toThrow(
    `Sessions cannot be kept in ${join(folder.path, "file", "logs")}: a part of its path is a file. Choose another folder with --logs.`,
  );
});

test.skipIf(process.platform !== "linux")(
  "a full disk ends the run with one sentence, and what was written stays whole",
  async () => {
    using folder = await tempFolder();
    const program = join(import.meta.dir, "..", "fixtures", "killed", "full-disk.ts");
    const child = Bun.spawnSync(
      ["bash", "-c", `ulimit -f 2; exec "${process.execPath}" "${program}" "${folder.path}"`],
      { stdout: "pipe", stderr: "pipe" },
    );
    const [said = ""] = child.stdout.toString().trim().split("\n").slice(-1);
    expect(said).toMatch(
      /cannot be written: .*\. Make room there or choose another folder with --logs\.$/,
    );
    const [file = ""] = readdirSync(folder.path).filter((name) => name.endsWith(".jsonl"));
    const { entries, notices } = readSession(join(folder.path, file));
    expect(entries.length).toBeGreaterThan(0);
    expect(notices).toEqual([]);
  },
);

test("the keys we were given stand in no file", async () => {
  using folder = await tempFolder();
  const secret = "a-very-secret-key-1234";
  const options = { ...about, folder: folder.path, secrets: [secret, "none"] };
  const log = openLog({ ...options, model: `http://me:${secret}@host/v1` });
  log.append({ type: "prompt", text: `none of ${secret}` });
  log.append({ type: "notice", text: "Header: Bearer abcdefghijkl" });
  log.writeRaw({ headers: { key: secret } }, { text: secret });
  log[Symbol.dispose]();
  const texts = readdirSync(folder.path).map((file) =>
    readFileSync(join(folder.path, file), "utf8"),
  );
  expect(texts).toHaveLength(4);
  expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  expect(readSession(log.path).entries[0]).toEqual({ type: "prompt", text: "none of [masked]" });
});

test(".raw.json is the last request, .history.raw.json the conversation", async () => {
  using folder = await tempFolder();
  using log = openLog({ ...about, folder: folder.path });
  log.writeRaw({ model: "x", seed: 1n }, { system: "S", messages: [] });
  log.writeRaw({ model: "x", seed: 2n }, { system: "S", messages: [{ role: "user" }] });
  const base = join(folder.path, basename(log.path, ".jsonl"));
  expect(await Bun.file(`${base}.raw.json`).json()).toEqual({ model: "x", seed: "2" });
  expect(await Bun.file(`${base}.history.raw.json`).json()).toEqual({
    system: "S",
    messages: [{ role: "user" }],
  });
});
