import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { dumpAll } from "../../src/session/dump.ts";
import { openLog } from "../../src/session/log.ts";
import { readSession } from "../../src/session/read.ts";
import { everyEntry } from "../support/entries.ts";
import { tempFolder } from "../support/temp.ts";

const header = {
  v: 1,
  type: "session",
  id: "beef0001",
  started: "2026-01-02T03:04:05.006Z",
  agent: "coder",
  cwd: "/app",
  model: "qwen",
  runtime: "llama-server",
  window: 32_768,
  version: "0.1.0",
} as const;

test("the readable log tells everything a person looks for", () => {
  expect(dumpAll(header, everyEntry)).toBe(`localcode 0.1.0, session beef0001
agent coder, model qwen (llama-server, 32,768 tokens)
/app, 2026-01-02T03:04:05.006Z

[1] USER
<context>
Folder: app
</context>

Fix a.ts.

Attached file a.ts:
<file>
1
</file>

I ran this command: ls
<output>
a.ts
</output>

Attached image shot.png.

--- stage 2/3 BUILD (read, write)

[2] STAGE build
Build it.

[3] ASSISTANT (120, 100 cached + 20 tokens, 1.2 s)
THINKING
Where is it?

I fix it.
>>> TOOL CALL edit {"path":"a.ts","old_text":"1","new_text":"2"}
>>> TOOL CALL shell {bad (salvaged from hermes)

[4] TOOL edit
Changed a.ts.

[5] TOOL shell FAILED
Not allowed.

[6] NUDGE empty
Go on.

[7] PHASE implement
Now write.

[8] SUMMARY (2 messages kept)
The past.

--- Compacted 7 messages: 6,200 → 420 tokens.

--- stage 2 BUILD: failed

PHASE EVENTS
turn 1: plan → implement: a rule (filesRead=1, filesChanged=1, readTools=0, writeTools=1, planTools=0, codeChange=true, planDetected=false)

END denied: Not allowed.
1 turn, 2 calls (1 failed), 120 + 20 tokens
`);
});

test("a log without phases has no section for them", () => {
  const text = dumpAll(header, [{ type: "end", reason: "done", detail: "" }]);
  expect(text).not.toContain("PHASE EVENTS");
  expect(text).toEndWith("\nEND done\n0 turns, 0 calls (0 failed), 0 + 0 tokens\n");
});

test("the .log that grows with the session is the one that is made from it", async () => {
  using folder = await tempFolder();
  const { v: _v, type: _type, id: _id, started: _started, ...about } = header;
  const first = openLog({ ...about, folder: folder.path });
  for (const entry of everyEntry) first.append(entry);
  first[Symbol.dispose]();
  const second = openLog({ ...about, folder: folder.path, from: readSession(first.path) });
  for (const entry of everyEntry) second.append(entry);
  second[Symbol.dispose]();
  for (const { path } of [first, second]) {
    const session = readSession(path);
    expect(readFileSync(path.replace(/jsonl$/, "log"), "utf8")).toBe(
      dumpAll(session.header, session.entries),
    );
  }
});
