import { expect, test } from "bun:test";
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snapshotAfter } from "../../src/app/after-run.ts";
import { changesSince } from "../../src/app/changes-since.ts";
import { loadConfig } from "../../src/app/config.ts";
import { restoreTo, turnsOf } from "../../src/app/rewind.ts";
import type { SettingsFile } from "../../src/app/settings.ts";
import { type Started, type StartOptions, startConversation } from "../../src/app/start.ts";
import { redoFiles, undoFiles } from "../../src/app/undo.ts";
import type { AgentEvent } from "../../src/core/event.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { readSession } from "../../src/session/read.ts";
import { collect } from "../support/agent.ts";
import { bytesBelow, commitAll, git } from "../support/git.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;

type Place = { readonly project: TempFolder; readonly home: TempFolder };

/** A conversation in a folder, whose person allows everything, or is not there with yolo, with a model that says these lines. */
async function talkIn(
  { project, home }: Place,
  lines: readonly ScriptedLine[],
  parts: Partial<StartOptions> = {},
  fields: SettingsFile = {},
): Promise<Started> {
  const flags = { sandbox: "none", logs: join(home.path, "logs"), ...fields } as const;
  const config = await loadConfig(project.path, { HOME: home.path }, flags);
  const opened = {
    model: scripted(lines),
    runtime: "test",
    modelName: "scripted",
    windowSource: "the test",
    notices: [],
    lastRequest: () => undefined,
    close: () => Promise.resolve(),
  };
  const ask: StartOptions["ask"] = async () => ({ type: "once" });
  const person = fields.permission_mode === "yolo" ? {} : { ask };
  const options = { version: "0", resume: { type: "new" }, notice: () => {}, opened } as const;
  return await startConversation(config, { ...options, ...person, ...parts }, never);
}

const write = (path: string, content: string): ScriptedLine => ({
  calls: [{ name: "write", input: { path, content } }],
});
const shell = (command: string): ScriptedLine => ({
  calls: [{ name: "shell", input: { command } }],
});

function read({ project }: Place, path: string): string {
  const file = join(project.path, path);
  return existsSync(file) ? readFileSync(file, "utf8") : "(none)";
}

test("what runs did is taken back and made again, step by step, also after going on", async () => {
  using project = await tempFolder({ "a.txt": "a\r\n", "gone.txt": "g", "run.sh": "#!/bin/sh\n" });
  using home = await tempFolder();
  const place = { project, home };
  commitAll(project.path);
  chmodSync(join(project.path, "run.sh"), 0o755);
  const before = bytesBelow(join(project.path, ".git"));
  const lines = [
    write("new.txt", "one\n"),
    "Done.",
    "Nothing to do.",
    shell("printf 'b\\n' > a.txt; rm gone.txt; chmod -x run.sh; printf two > new.txt"),
    "Done.",
  ];
  let id = "";
  {
    await using talk = await talkIn(place, lines);
    const { conversation } = talk;
    id = conversation.identity.session;
    for (const text of ["Write it.", "Look.", "Change it."]) {
      await collect(conversation.send(text, never));
    }
    expect(read(place, "new.txt")).toBe("two");
    const undone = await undoFiles(talk, never);
    expect(undone).toMatchObject({
      restored: ["a.txt", "gone.txt", "new.txt", "run.sh"],
      removed: [],
      alsoChanged: [],
    });
    expect([read(place, "a.txt"), read(place, "gone.txt")]).toEqual(["a\r\n", "g"]);
    expect(read(place, "new.txt")).toBe("one\n");
    expect(statSync(join(project.path, "run.sh")).mode & 0o777).toBe(0o755);
  }
  await using again = await talkIn(place, ["Hello."], { resume: { type: "id", id } });
  expect((await undoFiles(again, never))?.removed).toEqual(["new.txt"]);
  expect(await undoFiles(again, never)).toBeUndefined();
  await redoFiles(again, never);
  expect(read(place, "new.txt")).toBe("one\n");
  await redoFiles(again, never);
  expect([read(place, "a.txt"), read(place, "gone.txt")]).toEqual(["b\n", "(none)"]);
  expect(statSync(join(project.path, "run.sh")).mode & 0o111).toBe(0);
  expect(await redoFiles(again, never)).toBeUndefined();
  expect(bytesBelow(join(project.path, ".git"))).toEqual(before);
});

test("what somebody changed since is named, and comes back with redo; other files are left alone", async () => {
  using project = await tempFolder({ "mine.txt": "1" });
  using home = await tempFolder();
  const place = { project, home };
  await using talk = await talkIn(place, [write("a.txt", "model"), "Done."]);
  await collect(talk.conversation.send("Write it.", never));
  writeFileSync(join(project.path, "a.txt"), "person");
  writeFileSync(join(project.path, "mine.txt"), "2");
  const undone = await undoFiles(talk, never);
  expect(undone).toMatchObject({ removed: ["a.txt"], restored: [], alsoChanged: ["a.txt"] });
  expect([read(place, "a.txt"), read(place, "mine.txt")]).toEqual(["(none)", "2"]);
  expect((await redoFiles(talk, never))?.alsoChanged).toEqual([]);
  expect(read(place, "a.txt")).toBe("person");
});

test("a run that only reads takes no snapshot, and headless runs take none unless told to", async () => {
  using project = await tempFolder({ "a.txt": "a" });
  using home = await tempFolder();
  const place = { project, home };
  const reading = { calls: [{ name: "read", input: { path: "a.txt" } }] };
  await using talk = await talkIn(place, [reading, "It is a."]);
  await collect(talk.conversation.send("What is it?", never));
  expect(existsSync(join(home.path, ".cache/localcode/snapshots"))).toBe(false);
  const yolo = { permission_mode: "yolo" } as const;
  await using headless = await talkIn(place, [write("b.txt", "b"), "Done."], {}, yolo);
  await collect(headless.conversation.send("Write b.", never));
  expect(existsSync(join(home.path, ".cache/localcode/snapshots"))).toBe(false);
  await expect(changesSince(headless, project.path, never)).rejects.toThrow("nothing to compare");
  await using told = await talkIn(
    place,
    [write("c.txt", "c"), "Done."],
    {},
    {
      ...yolo,
      snapshots: true,
    },
  );
  await collect(told.conversation.send("Write c.", never));
  expect((await undoFiles(told, never))?.removed).toEqual(["c.txt"]);
});

test("a fork begins before an earlier prompt, and its parent keeps the rest", async () => {
  using project = await tempFolder({ "a.txt": "0" });
  using home = await tempFolder();
  const place = { project, home };
  const reading = { calls: [{ name: "read", input: { path: "a.txt" } }] };
  const lines = [reading, write("a.txt", "1"), "Done.", write("a.txt", "2"), "Done."];
  await using talk = await talkIn(place, lines);
  const { conversation } = talk;
  await collect(conversation.send("Make it 1.", never));
  await collect(conversation.send("Make it 2.", never));
  const turns = turnsOf(conversation.entries(), readSession(conversation.identity.log).times);
  expect(turns.map(({ text, changed, canRestore }) => [text, changed, canRestore])).toEqual([
    ["Make it 1.", ["a.txt"], true],
    ["Make it 2.", ["a.txt"], true],
  ]);
  expect(turns.every(({ at }) => at !== undefined && !Number.isNaN(Date.parse(at)))).toBe(true);
  const upTo = turns[1]?.index ?? 0;
  const id = conversation.identity.session;
  // The model of the fork never saw the 2, so it must read the file before it writes.
  const resume = { type: "id", id, upTo } as const;
  await using fork = await talkIn(place, [write("a.txt", "3"), "Oh.", "Oh.", "Oh."], { resume });
  expect(fork.conversation.entries()).toEqual(conversation.entries().slice(0, upTo));
  const { entries } = await collect(fork.conversation.send("Make it 3.", never));
  const result = entries.find((entry) => entry.type === "result");
  expect(result?.type === "result" && result.result.failed).toBe(true);
  expect(readSession(fork.conversation.identity.log).header).toMatchObject({
    parent: id,
    copied: upTo,
    forked: true,
  });

  expect((await restoreTo(talk, turns[0]?.index ?? 0, never))?.restored).toEqual(["a.txt"]);
  expect(read(place, "a.txt")).toBe("0");
  expect(turnsOf(conversation.entries()).map(({ canRestore }) => canRestore)).toEqual([
    false,
    false,
  ]);
  await redoFiles(talk, never);
  await redoFiles(talk, never);
  expect(read(place, "a.txt")).toBe("2");
});

test("all changes since the start are told, the person's too, and else what git has not committed", async () => {
  using project = await tempFolder({ "a.txt": "0\n", "b.txt": "b\n" });
  using home = await tempFolder();
  const place = { project, home };
  commitAll(project.path);
  await using talk = await talkIn(place, [write("c.txt", "c\n"), "Done."]);
  writeFileSync(join(project.path, "a.txt"), "1\n");
  expect(await changesSince(talk, project.path, never)).toMatchObject({
    files: ["a.txt"],
    since: "commit",
    diff: expect.stringContaining("-0\n+1\n"),
  });
  await collect(talk.conversation.send("Write c.", never));
  rmSync(join(project.path, "b.txt"));
  const { files, since, diff } = await changesSince(talk, project.path, never);
  expect([files, since]).toEqual([["b.txt", "c.txt"], "start"]);
  expect(diff).toContain("+++ b/c.txt\n@@ -0,0 +1 @@\n+c\n");
  expect(git(project.path, "status", "--porcelain")).toBe(" M a.txt\n D b.txt\n?? c.txt\n");
});

test("what a sub-agent kept before it changed files counts for the run that asked it", async () => {
  const before = { type: "snapshot", id: "a", when: "before" } as const;
  const nested = { type: "nested", callId: "1", event: before } as const;
  const end = { type: "end", reason: "done", detail: "" } as const;
  async function* run(): AsyncGenerator<AgentEvent, string> {
    yield nested;
    yield nested;
    yield end;
    return "over";
  }
  const take = async () => ({ type: "taken", id: "b", leftOut: [] }) as const;
  const seen = await Array.fromAsync(snapshotAfter(run(), { take }));
  expect(seen).toEqual([before, nested, nested, { ...before, id: "b", when: "after" }, end]);
});
