import { expect, test } from "bun:test";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import type { Conversation } from "../../src/app/conversation.ts";
import { type StartOptions, startConversation } from "../../src/app/start.ts";
import type { Entry } from "../../src/core/event.ts";
import type { ChatRequest } from "../../src/core/model.ts";
import type { PermissionMode } from "../../src/gates/decide.ts";
import { openGrants } from "../../src/gates/grants.ts";
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

test("a grant that is taken back is asked for again, and holds for the next conversation", async () => {
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  const grants = openGrants();
  const told: string[] = [];
  const parts: Partial<StartOptions> = {
    grants,
    ask: async () => ({ type: "always" }),
    onGrant: (rules) => void told.push(...rules.map((rule) => rule.match ?? "")),
  };
  await using one = await started(folder, [read, edit("a = 1", "a = 2"), "Done."], parts);
  await failures(one.conversation, "Make it 2.");
  const nobody: Partial<StartOptions> = { grants: one.grants };
  await using two = await started(folder, [read, edit("a = 2", "a = 3"), "Done."], nobody);
  expect(await failures(two.conversation, "Make it 3.")).toEqual([false, false]);
  for (const rule of grants.granted()) grants.withdraw(rule);
  await using three = await started(folder, [read, edit("a = 3", "a = 4"), "No."], nobody);
  expect(await failures(three.conversation, "Make it 4.")).toEqual([false, true]);
  expect(told).toEqual(["app.py"]);
});

test("a mode that changes between two calls decides the next one, with the same tools and system text", async () => {
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  let mode: PermissionMode = "plan";
  const requests: ChatRequest[] = [];
  const edits = (old: string, fresh: string, next: PermissionMode): ScriptedLine => {
    return (request) => {
      requests.push(request);
      mode = next;
      return edit(old, fresh);
    };
  };
  const lines = [read, edits("1", "2", "plan"), "I would.", edits("1", "2", "auto-edit"), "Done."];
  await using one = await started(folder, lines, { permissionMode: () => mode });
  const planned = await collect(one.conversation.send("Make it 2.", never));
  expect(planned.outcome.reason).toBe("denied");
  const refusal = planned.entries.findLast((entry) => entry.type === "result");
  expect(refusal?.type === "result" && refusal.result.text).toBe(
    'Not allowed: "app.py". Only reading is allowed while planning. Read what you need and describe what you would do.',
  );
  const done = await collect(one.conversation.send("Do it now.", never));
  expect(done.outcome.ledger.changed).toEqual(["app.py"]);
  const [first, second] = requests;
  expect({ system: second?.system, tools: second?.tools }).toEqual({
    system: first?.system as string,
    tools: first?.tools as ChatRequest["tools"],
  });
});

test("the model can ask the person where one is there, and has no tool for it elsewhere", async () => {
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  const wish = { question: "Which value?", options: ["2", "3"] };
  const lines = [{ calls: [{ name: "ask_user", input: wish }] }, "It shall be 3."];
  const asked: unknown[] = [];
  const askPerson: StartOptions["askPerson"] = async (question) => {
    asked.push(question);
    return { type: "option", option: "3" };
  };
  await using one = await started(folder, lines, { askPerson });
  const { entries } = await collect(one.conversation.send("Ask me first?", never));
  const result = entries.find((entry) => entry.type === "result");
  expect(result?.type === "result" && result.result).toEqual({ text: "The user chose: 3" });
  expect(asked).toEqual([{ callId: "call_1_0", ...wish }]);
  await using two = await started(folder, [], {});
  const names = two.tools.map((tool) => tool.name);
  expect(one.tools.map((tool) => tool.name)).toEqual([...names, "ask_user"]);
});

test("a session that goes on with other tools says why the server read all of it again", async () => {
  using folder = await tempFolder();
  const said = (inputTokens: number, cachedTokens: number): ScriptedLine => {
    return {
      text: "Yes.",
      usage: { inputTokens, cachedTokens, outputTokens: 3, prefillMs: 9_000 },
    };
  };
  const askPerson: StartOptions["askPerson"] = async () => ({ type: "none" });
  const lines = [said(4_000, 0), said(4_100, 4_000)];
  {
    await using one = await started(folder, lines, { askPerson });
    for (const prompt of ["One?", "Two?"]) await collect(one.conversation.send(prompt, never));
  }
  const resume = { type: "newest" } as const;
  await using two = await started(folder, [said(4_200, 100), said(4_300, 4_200)], { resume });
  const third = await collect(two.conversation.send("Three?", never));
  const fourth = await collect(two.conversation.send("Four?", never));
  const notices = [...third.entries, ...fourth.entries].filter(({ type }) => type === "notice");
  expect(notices).toEqual([
    {
      type: "notice",
      text: "The server read 4,000 tokens again, which took 9 s: the system text or the tool list is not as before.",
    },
  ]);
});
