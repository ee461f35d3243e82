// A real model in a child process: through phases and stages it reads what is new and nothing again.
import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import type { SettingsFile } from "../../src/app/settings.ts";
import type { Entry } from "../../src/core/event.ts";
import { type LlamaModel, llamaModel } from "../../src/models/llama.ts";
import { collect } from "../support/agent.ts";
import { openedWith, startedIn } from "../support/conversation.ts";
import { never, oneThread } from "../support/llama-probe.ts";
import { type ScriptedReply, scriptedEntry } from "../support/llama-script.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { tinyGguf } from "../support/tiny-gguf.ts";

/** A model loads in under a second, but not on a machine that is busy with other things. */
const slowMs = 60_000;
setDefaultTimeout(slowMs);

const replies: readonly ScriptedReply[] = [
  { call: { name: "read", input: { path: "app.py" } } },
  { text: "- make a 2" },
  { call: { name: "edit", input: { path: "app.py", old: "a = 1", new: "a = 2" } } },
  { text: "It is 2." },
];

let folder: TempFolder;
let model: LlamaModel;

beforeAll(async () => {
  folder = await tempFolder();
  const entry = await scriptedEntry(folder.path, replies);
  const path = await tinyGguf({ pairs: false });
  model = await llamaModel({ ...oneThread, path, entry, seed: 5, contextTokens: 8_192 });
}, slowMs);

afterAll(async () => {
  await model[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

async function ran(prompt: string, fields: SettingsFile): Promise<readonly Entry[]> {
  using work = await tempFolder({
    "app.py": "a = 1\n",
    ".localcode/prompts/short.md": "You change files.",
  });
  const opened = openedWith(model, { aside: (wish) => model.aside(wish) });
  const short = { prompt: "short.md", tools: ["read", "edit"] };
  await using one = await startedIn(work.path, opened, { ...short, ...fields });
  const { entries, outcome } = await collect(one.conversation.send(prompt, never));
  expect(outcome.reason).toBe("done");
  const replies = entries.flatMap((entry) => (entry.type === "reply" ? [entry.usage] : []));
  for (const [index, { cachedTokens = 0 }] of replies.slice(1).entries()) {
    // All that was sent with the request before, its first token to its last.
    expect(cachedTokens).toBeGreaterThanOrEqual(replies[index]?.inputTokens ?? Number.NaN);
  }
  return entries;
}

test("context, plan and implement are read once, hints and all", async () => {
  const phase_control = { mode: "rules", bind: true } as const;
  const entries = await ran("Change a to 2.", { phase_control });
  const phases = entries.flatMap((entry) => (entry.type === "phase" ? [entry.to] : []));
  expect(phases).toEqual(["context", "plan", "implement", "implement"]);
});

test("the stages of a flow are read once", async () => {
  const entries = await ran("Change a to 2.", { flow: "staged" });
  expect(entries.filter((entry) => entry.type === "stage").length).toBe(4);
});

test("a small question after each turn does not cost the conversation its cache", async () => {
  const entries = await ran("What is a?", { phase_control: { mode: "llm" } });
  expect(entries.some((entry) => entry.type === "phase" && entry.by === "probe")).toBe(true);
});
