import { expect, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import type { Conversation } from "../../src/app/conversation.ts";
import { type StartOptions, startConversation } from "../../src/app/start.ts";
import type { Entry } from "../../src/core/event.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { collect } from "../support/agent.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;

const read = { calls: [{ name: "read", input: { path: "app.py" } }] };
const edit = (old: string, fresh: string): ScriptedLine => ({
  calls: [{ name: "edit", input: { path: "app.py", old, new: fresh } }],
});

async function started(
  folder: TempFolder,
  lines: readonly ScriptedLine[],
  parts: Partial<StartOptions>,
) {
  const flags = {
    permission_mode: "ask",
    sandbox: "none",
    logs: join(folder.path, ".logs"),
  } as const;
  const config = await loadConfig(folder.path, { HOME: folder.path }, flags);
  const opened = {
    model: scripted(lines),
    runtime: "test",
    modelName: "scripted",
    windowSource: "the test",
    notices: [],
    lastRequest: () => undefined,
    close: () => Promise.resolve(),
  };
  const options = { version: "0", resume: { type: "new" }, notice: () => {}, opened } as const;
  return await startConversation(config, { ...options, ...parts }, never);
}

async function failures(conversation: Conversation, prompt: string): Promise<readonly boolean[]> {
  const { entries } = await collect(conversation.send(prompt, never));
  const results = entries.filter(
    (entry): entry is Extract<Entry, { type: "result" }> => entry.type === "result",
  );
  return results.map(({ result }) => result.failed === true);
}

test("what is allowed always stays allowed for the whole conversation", async () => {
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  let asked = 0;
  const ask: StartOptions["ask"] = async () => {
    asked += 1;
    return { type: "always" };
  };
  const lines = [read, edit("a = 1", "a = 2"), "Done.", edit("a = 2", "a = 3"), "Done."];
  await using one = await started(folder, lines, { ask });
  expect(await failures(one.conversation, "Make it 2.")).toEqual([false, false]);
  expect(await failures(one.conversation, "Make it 3.")).toEqual([false]);
  expect(asked).toBe(1);
});

test("a file that somebody else changes between two prompts must be read again", async () => {
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  const ask: StartOptions["ask"] = async () => ({ type: "once" });
  const lines = [read, "It is 1.", edit("a = ", "b = "), read, edit("a = ", "b = "), "Done."];
  await using one = await started(folder, lines, { ask });
  await failures(one.conversation, "What is it?");
  await writeFile(join(folder.path, "app.py"), "a = 100\n");
  expect(await failures(one.conversation, "Call it b.")).toEqual([true, false, false]);
});
