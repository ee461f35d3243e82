import { expect, test } from "bun:test";
import { compactNow } from "../../src/core/compact-now.ts";
import type { AgentEvent, Entry } from "../../src/core/event.ts";
import { isEntry } from "../../src/core/event.ts";
import { foldAll } from "../../src/core/fold.ts";
import { isLeftOpen } from "../../src/core/left-off.ts";
import { run } from "../../src/core/run.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";
import { echo } from "../support/echo.ts";

const never = new AbortController().signal;
const prose = "The parser counts blanks before it looks at brackets. ";

function step(id: number): ScriptedLine {
  const input = { text: `${id} `.padEnd(2_700, prose) };
  return { text: `Step ${id}.`, calls: [{ name: "echo", input }] };
}

/** A conversation of three long steps, and the model that it goes on with. */
async function talked(...more: readonly ScriptedLine[]) {
  const model = scripted([step(1), step(2), step(3), "Done.", ...more]);
  const agent = agentWith(model, { tools: [echo] });
  const { entries } = await collect(run(agent, [], "Fix it.", never));
  return { model, agent, entries };
}

async function told<Result>(events: AsyncGenerator<AgentEvent, Result>) {
  const entries: Entry[] = [];
  let next = await events.next();
  while (!next.done) {
    if (isEntry(next.value)) entries.push(next.value);
    next = await events.next();
  }
  return { entries, result: next.value };
}

test("the person's focus stands in the question, and the notes replace the past", async () => {
  const { model, agent, entries } = await talked("The bug is in a.ts:3.");
  const wish = { focus: "the parser" };
  const compacted = await told(compactNow(agent, entries, wish, never));
  const question = model.requests.at(-1)?.messages.at(-1)?.text ?? "";
  expect(question).toStartWith("The user wants this conversation shortened. Do not call a tool");
  expect(question).toEndWith("Keep above all what belongs to this: the parser");
  expect(compacted.entries.map(({ type }) => type)).toEqual(["summary", "notice"]);
  const [first] = foldAll([...entries, ...compacted.entries]);
  expect(first?.text).toStartWith("Fix it.\n\n[The conversation was shortened");
  expect(first?.text).toContain("Your own notes:\nThe bug is in a.ts:3.");
  const { result } = compacted;
  if (result.type !== "compacted") throw new Error("It was not compacted.");
  expect(result.tokensAfter).toBeLessThan(result.tokensBefore * 0.6);
});

test("the fast way asks no model", async () => {
  const { model, agent, entries } = await talked();
  const asked = model.requests.length;
  const { entries: added, result } = await told(compactNow(agent, entries, { fast: true }, never));
  expect(model.requests.length).toBe(asked);
  expect(result.type).toBe("compacted");
  const notice = added.find((entry) => entry.type === "notice");
  expect(notice?.type === "notice" && notice.text).toEndWith(
    "It was done without the model: you asked for the fast way.",
  );
});

test("a conversation that is short already is left as it is, with a sentence", async () => {
  const agent = agentWith(scripted(["Hello."]), { tools: [echo] });
  const { entries } = await collect(run(agent, [], "Hi", never));
  const nothing = await told(compactNow(agent, entries, {}, never));
  expect(nothing.entries).toEqual([]);
  expect(nothing.result).toEqual({
    type: "nothing",
    text: expect.stringMatching(
      /^There is nothing to compact: the messages have about \d+ tokens\.$/,
    ),
  });
});

test("a compaction that is cancelled changes nothing", async () => {
  const cancel = new AbortController();
  const { agent, entries } = await talked(() => {
    cancel.abort(new Error("Interrupted."));
    return { text: "Notes.", waitMs: 1 };
  });
  const cancelled = await told(compactNow(agent, entries, {}, cancel.signal));
  expect(cancelled).toEqual({
    entries: [],
    result: { type: "cancelled", text: "Cancelled; the conversation is as it was." },
  });
});

test("a conversation that was compacted after its last run is not left open", async () => {
  const { agent, entries } = await talked();
  const { entries: added } = await told(compactNow(agent, entries, { fast: true }, never));
  expect(isLeftOpen([...entries, ...added])).toBe(false);
  expect(isLeftOpen(entries.slice(0, -1))).toBe(true);
  expect(isLeftOpen([])).toBe(false);
});

test("the run after a compaction goes on from the summary", async () => {
  const { model, agent, entries } = await talked("Notes.", "Yes.");
  const { entries: added } = await told(compactNow(agent, entries, {}, never));
  const history = [...entries, ...added];
  await collect(run(agent, history, "Go on?", never));
  expect(model.requests.at(-1)?.messages).toEqual([
    ...foldAll(history),
    { role: "user", text: "Go on?" },
  ]);
});
