import { expect, test } from "bun:test";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { AgentEvent, Entry } from "../../src/core/event.ts";
import { isEntry } from "../../src/core/event.ts";
import { foldAll, heal, interruptedText, notStartedText } from "../../src/core/fold.ts";
import type { Message } from "../../src/core/message.ts";
import { run } from "../../src/core/run.ts";
import type { ScriptedModel } from "../../src/models/scripted.ts";
import { openLog } from "../../src/session/log.ts";
import { readSession } from "../../src/session/read.ts";
import { about, prompts, storyAgent, storyModel } from "../fixtures/killed/story.ts";
import { collect } from "../support/agent.ts";
import { tempFolder } from "../support/temp.ts";

const program = join(import.meta.dir, "..", "fixtures", "killed", "run.ts");
const never = new AbortController().signal;
const childrenAtOnce = 4;

type Told = { readonly events: readonly AgentEvent[]; readonly model: ScriptedModel };

/** Tells what is left of the story after these entries, in this process. */
async function tell(before: readonly Entry[]): Promise<Told> {
  const model = storyModel();
  const agent = storyAgent(model);
  const events: AgentEvent[] = [];
  const entries = [...before];
  const next = async (prompt: string | undefined) => {
    const told = await collect(run(agent, [...entries], prompt, never));
    events.push(...told.events);
    entries.push(...told.entries);
  };
  if (before.length > 0 && before.at(-1)?.type !== "end") await next(undefined);
  const given = entries.filter((entry) => entry.type === "prompt").length;
  for (const prompt of prompts.slice(given)) await next(prompt);
  return { events, model };
}

/** Runs the story in a process of its own and kills it as soon as it has shown so many events. */
async function killedAfter(shown: number, folder: string): Promise<readonly AgentEvent[]> {
  const child = Bun.spawn([process.execPath, program, folder, String(shown)], {
    stdout: "pipe",
    stderr: "inherit",
    stdin: "pipe",
  });
  let text = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.split("\n").length > shown) child.kill("SIGKILL");
  }
  await child.exited;
  expect(child.signalCode).toBe("SIGKILL");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AgentEvent);
}

function timeless(events: readonly AgentEvent[]): readonly AgentEvent[] {
  return events.map((event) => ("ms" in event ? { ...event, ms: 0 } : event));
}

/** How many requests were answered before these entries end. */
function answeredIn(entries: readonly Entry[]): number {
  return entries.filter(
    (entry) => entry.type === "reply" || (entry.type === "summary" && entry.notes !== undefined),
  ).length;
}

/** The conversation before the next reply, with sentences in the place of results that a kill took. */
function healedMessages(
  history: readonly Entry[],
  texts: ReadonlyMap<string, string>,
): readonly Message[] {
  const entries = whole.events.filter(isEntry);
  const next = entries.findIndex(
    ({ type }, index) => index >= history.length && (type === "reply" || type === "summary"),
  );
  return foldAll(entries.slice(0, next)).map((message) => {
    const text = message.role === "tool" ? texts.get(message.callId) : undefined;
    return text === undefined ? message : { ...message, text };
  });
}

const whole = await tell([]);

test("the story has calls, a failure, a nudge, a compaction, a finish and two prompts", () => {
  const types = new Set<string>(whole.events.map((event) => event.type));
  expect([...types].sort()).toEqual(
    ["call", "end", "notice", "nudge", "prompt", "reply", "result", "summary", "text"].sort(),
  );
  const ends = whole.events.filter((event) => event.type === "end");
  expect(ends.map(({ reason }) => reason)).toEqual(["done", "done"]);
});

test("a run killed at any event loses nothing that was shown, and goes on as if it had not been", async () => {
  using folder = await tempFolder();
  const check = async (shown: number) => {
    const logs = join(folder.path, `${shown}`);
    mkdirSync(logs);
    const events = await killedAfter(shown, logs);
    expect(timeless(events)).toEqual(timeless(whole.events.slice(0, shown)));
    const [file = ""] = readdirSync(logs).filter((name) => name.endsWith(".jsonl"));
    using log = openLog({ ...about, folder: logs, from: readSession(join(logs, file)) });
    expect(log.history).toEqual(events.filter(isEntry));
    const rest = await tell(log.history);
    const expected = whole.model.requests.slice(answeredIn(log.history));
    const asked = rest.model.requests;
    const texts = new Map(heal(log.history).map(({ call, result }) => [call.id, result.text]));
    if (texts.size === 0) {
      expect(JSON.stringify(asked)).toBe(JSON.stringify(expected));
      return;
    }
    const messages = healedMessages(log.history, texts);
    expect(JSON.stringify(asked[0])).toBe(JSON.stringify({ ...whole.model.requests[0], messages }));
    expect([interruptedText, notStartedText]).toContainValues([...texts.values()]);
  };
  const all = whole.events.map((_, index) => index + 1);
  const workers = Array.from({ length: childrenAtOnce }, async (_, worker) => {
    for (const shown of all.filter((one) => one % childrenAtOnce === worker)) await check(shown);
  });
  await Promise.all(workers);
}, 60_000);

test("a call that had begun when the run was killed is said to have unknown effects", async () => {
  using folder = await tempFolder();
  const shown = whole.events.findIndex(({ type }) => type === "call") + 1;
  await killedAfter(shown, folder.path);
  const [file = ""] = readdirSync(folder.path).filter((name) => name.endsWith(".jsonl"));
  const { entries } = readSession(join(folder.path, file));
  const rest = await tell(entries);
  expect(rest.events[0]).toMatchObject({
    type: "result",
    call: { id: "call_1_0" },
    result: {
      failed: true,
      text: "Interrupted before it finished: its effects are unknown. Check before you repeat it.",
    },
  });
});
