import { expect, test } from "bun:test";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Config, loadConfig } from "../../../src/app/config.ts";
import { type Started, type StartOptions, startConversation } from "../../../src/app/start.ts";
import { type ScriptedLine, scripted } from "../../../src/models/scripted.ts";
import { openLog } from "../../../src/session/log.ts";
import type { Command, Desk, PickOptions } from "../../../src/tui/command.ts";
import { diffCommand } from "../../../src/tui/commands/diff.ts";
import { exportCommand } from "../../../src/tui/commands/export.ts";
import { forkCommand } from "../../../src/tui/commands/fork.ts";
import { redoCommand } from "../../../src/tui/commands/redo.ts";
import { resumeCommand } from "../../../src/tui/commands/resume.ts";
import { rewindCommand } from "../../../src/tui/commands/rewind.ts";
import { undoCommand } from "../../../src/tui/commands/undo.ts";
import { collect } from "../../support/agent.ts";
import { deskWith } from "../../support/desk.ts";
import { tempFolder } from "../../support/temp.ts";

const never = new AbortController().signal;

const write = (path: string, content: string): ScriptedLine => ({
  calls: [{ name: "write", input: { path, content } }],
});

type Talk = AsyncDisposable & {
  readonly config: Config;
  readonly started: Started;
  readonly root: string;
  readonly logs: string;
  read(path: string): string;
  /** Runs a command for a person who picks these; says what became of it. */
  run(command: Command, argument?: string, picks?: readonly string[]): Promise<Ran>;
};

type Ran = ReturnType<typeof deskWith>["record"] & { readonly written: readonly string[] };

/** A conversation that has had these prompts, in a folder of its own. */
async function talk(lines: readonly ScriptedLine[], ...prompts: readonly string[]): Promise<Talk> {
  const project = await tempFolder();
  const home = await tempFolder();
  const logs = join(home.path, "logs");
  const config = await loadConfig(project.path, { HOME: home.path }, { sandbox: "none", logs });
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
  const options = { version: "0", resume: { type: "new" }, notice: () => {}, opened, ask } as const;
  const started = await startConversation(config, options, never);
  for (const prompt of prompts) await collect(started.conversation.send(prompt, never));
  return {
    config,
    started,
    root: project.path,
    logs,
    read(path) {
      const file = join(project.path, path);
      return existsSync(file) ? readFileSync(file, "utf8") : "(none)";
    },
    async run(command, argument = "", picks = []) {
      const { desk, record } = deskWith({ config, started, picks });
      const written: string[] = [];
      await command.run(argument, { ...desk, write: (text) => void written.push(text) });
      return { ...record, written };
    },
    async [Symbol.asyncDispose]() {
      await started[Symbol.asyncDispose]();
      project[Symbol.dispose]();
      home[Symbol.dispose]();
    },
  };
}

const twoChanges = [write("a.txt", "1"), "Done.", write("b.txt", "2"), "Done."];

test("/undo and /redo say which files came and went", async () => {
  await using one = await talk(twoChanges, "Write a.", "Write b.");
  expect((await one.run(undoCommand)).notices).toEqual([
    "Undone: 1 file removed (b.txt). The model does not know of it.",
  ]);
  expect([one.read("a.txt"), one.read("b.txt")]).toEqual(["1", "(none)"]);
  writeFileSync(join(one.root, "a.txt"), "mine");
  expect((await one.run(undoCommand)).notices).toEqual([
    "Undone: 1 file removed (a.txt). Somebody had changed a.txt since; /redo brings that back. The model does not know of it.",
  ]);
  expect((await one.run(undoCommand)).notices).toEqual(["There is no change of files to undo."]);
  expect((await one.run(redoCommand)).notices).toEqual(["Made again: 1 file restored (a.txt)."]);
  expect(one.read("a.txt")).toBe("mine");
  await one.run(redoCommand);
  expect((await one.run(redoCommand)).notices).toEqual(["There is nothing to make again."]);
});

test("/rewind goes back to before a prompt and puts it into the editor", async () => {
  await using one = await talk(twoChanges, "Write a.", "Write b.");
  const { conversation } = one.started;
  const id = conversation.identity.session;
  const at = (text: string) =>
    conversation.entries().findIndex((entry) => entry.type === "prompt" && entry.text === text);

  const only = await one.run(rewindCommand, "", ["Write b.", "Conversation only"]);
  expect(only.offered[0]).toEqual(["Write b.", "Write a."]);
  expect(only.offered[1]).toEqual([
    "Conversation only",
    "Conversation and files",
    "Files only",
    "Fork after its answer",
  ]);
  expect(only.reopened).toEqual([{ session: { id, upTo: at("Write b.") } }]);
  expect(only.written).toEqual(["Write b."]);
  expect(one.read("b.txt")).toBe("2");

  const fork = await one.run(rewindCommand, "", ["Write a.", "Fork after its answer"]);
  expect(fork.reopened).toEqual([{ session: { id, upTo: at("Write b.") } }]);
  expect(fork.written).toEqual([]);

  const both = await one.run(rewindCommand, "", ["Write a.", "Conversation and files"]);
  expect(both.reopened).toEqual([{ session: { id, upTo: at("Write a.") } }]);
  expect(both.written).toEqual(["Write a."]);
  expect(both.notices[0]).toBe("Files: 2 files removed (b.txt, a.txt).");
  expect([one.read("a.txt"), one.read("b.txt")]).toEqual(["(none)", "(none)"]);

  const left = await one.run(rewindCommand, "", ["Write a."]);
  expect(left.offered[1]).toEqual(["Conversation only", "Fork after its answer"]);
  expect(left.reopened).toEqual([]);
});

test("/fork copies the whole conversation, where there is one", async () => {
  await using none = await talk([]);
  expect((await none.run(forkCommand)).notices).toEqual(["There is nothing to fork yet."]);
  await using one = await talk(["Hello."], "Hi.");
  const { identity, entries } = one.started.conversation;
  expect((await one.run(forkCommand)).reopened).toEqual([
    { session: { id: identity.session, upTo: entries().length } },
  ]);
});

test("/diff draws all changes since the first", async () => {
  await using one = await talk([write("a.txt", "one\n"), "Done."], "Write a.");
  const shown = await one.run(diffCommand);
  expect(shown.notices).toEqual(["1 changed file since the first change of this conversation:"]);
  expect(shown.drawn[0]?.join("\n")).toContain("a.txt");
  expect(shown.drawn[0]?.join("\n")).toContain("one");
  await one.run(undoCommand);
  expect((await one.run(diffCommand)).notices).toEqual([
    "No file was changed since the first change of this conversation.",
  ]);
});

test("/export writes a file that is named, or called after the session", async () => {
  await using one = await talk(["Hello."], "Hi.");
  const { session } = one.started.conversation.identity;
  for (const [argument, name] of [
    ["", `localcode-${session}.md`],
    ["html", `localcode-${session}.html`],
    ["talk.json", "talk.json"],
  ] as const) {
    expect((await one.run(exportCommand, argument)).notices).toEqual([`Wrote ${name}.`]);
    expect(one.read(name)).toContain("Hello.");
  }
});

test("/resume offers this folder's sessions first, and those of others with the way there", async () => {
  await using one = await talk(["Hello."], "Hi.");
  const about = { folder: one.logs, agent: "a", model: "m", runtime: "r", window: 1, version: "0" };
  using mine = openLog({ ...about, cwd: one.root });
  mine.append({ type: "prompt", text: "Mine." });
  Bun.sleepSync(2);
  using other = openLog({ ...about, cwd: "/other" });
  other.append({ type: "prompt", text: "Elsewhere." });

  const picked = await one.run(resumeCommand, "", ["Mine."]);
  expect(picked.offered).toEqual([["Mine.", "Elsewhere."]]);
  expect(picked.reopened).toEqual([{ session: { id: mine.id } }]);
  expect((await one.run(resumeCommand, mine.id)).reopened).toEqual(picked.reopened);
  const away = await one.run(resumeCommand, "", ["Elsewhere."]);
  expect([away.reopened, away.notices]).toEqual([
    [],
    [
      `That session is of another folder. Go on with it there: cd /other && localcode --resume ${other.id}`,
    ],
  ]);
});

test("in /resume the details of the one under the cursor are read, and d deletes it", async () => {
  await using one = await talk(["Hello."], "Hi.");
  const about = { folder: one.logs, agent: "a", model: "m", runtime: "r", window: 1, version: "0" };
  using mine = openLog({ ...about, cwd: one.root });
  mine.append({ type: "prompt", text: "Mine." });
  const { desk } = deskWith({ config: one.config, started: one.started });
  const hints: string[] = [];
  const details: string[] = [];
  const pick = async <Value>(options: PickOptions<Value>): Promise<Value | undefined> => {
    const [choice] = options.choices;
    const key = options.keys?.find((one) => one.key === "d");
    if (choice === undefined || key === undefined) return undefined;
    options.onMove?.(choice.value);
    details.push(choice.detail ?? "");
    expect(key.confirm).toBe("Delete this session and the files beside it?");
    expect(await key.run(choice.value)).toBe(true);
    return undefined;
  };
  const own: Desk = { ...desk, pick, hint: (text) => void hints.push(text) };
  await resumeCommand.run("", own);
  expect(hints).toEqual(["0 turns, 0 tokens"]);
  expect(details).toEqual([`now · m · 1 kB · ${mine.id}`]);
  expect(existsSync(mine.path)).toBe(false);
});
