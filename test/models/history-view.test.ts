import { expect, test } from "bun:test";
import type { Message } from "../../src/core/message.ts";
import { type HistoryOptions, viewOf, withHistoryView } from "../../src/models/history-view.ts";
import { scripted } from "../../src/models/scripted.ts";
import { heardOf } from "../support/model.ts";
import { unpaired } from "../support/transcript.ts";

const whole: HistoryOptions = {
  maxMessages: 0,
  stripThinking: false,
  toolChars: 0,
  toolKeepLast: 0,
};

/** A task and this many turns, each a call with its result. */
function history(turns: number): readonly Message[] {
  const task: Message = { role: "user", text: "The task." };
  const pairs = Array.from({ length: turns }, (_, index): readonly Message[] => {
    const call = { id: `c${index}`, name: "read", input: {} };
    return [
      { role: "assistant", text: "", thinking: `thought ${index}`, calls: [call] },
      { role: "tool", callId: call.id, name: "read", text: `result ${index}` },
    ];
  });
  return [task, ...pairs.flat()];
}

test("a window holds the task and the newest, never more than its size, and no half of a call", () => {
  for (const size of [3, 4, 5, 8]) {
    for (let turns = 0; turns < 20; turns += 1) {
      const all = history(turns);
      const { messages } = viewOf(all, { ...whole, maxMessages: size });
      expect(messages.length).toBeLessThanOrEqual(size);
      expect([messages[0], unpaired(messages)]).toEqual([all[0], []]);
      if (all.length <= size) expect(messages).toEqual(all);
    }
  }
});

test("between two steps of a window the requests begin alike", () => {
  const sent = Array.from({ length: 30 }, (_, turns) =>
    JSON.stringify(viewOf(history(turns), { ...whole, maxMessages: 10 }).messages).slice(0, -1),
  );
  const broken = sent.slice(1).filter((text, index) => !text.startsWith(sent[index] ?? ""));
  expect(broken.length).toBeLessThanOrEqual(11);
});

test("thinking is left out, and older results are cut, where that is wanted", () => {
  const options = { ...whole, stripThinking: true, toolChars: 3, toolKeepLast: 2 };
  const { messages, trimmed } = viewOf(history(4), options);
  expect(trimmed).toEqual({ dropped: 0, stripped: 4, cut: 2 });
  expect(messages.map((message) => message.text)).toEqual([
    "The task.",
    "",
    "res...[truncated 5 chars]",
    "",
    "res...[truncated 5 chars]",
    "",
    "result 2",
    "",
    "result 3",
  ]);
  expect(JSON.stringify(messages)).not.toContain("thought");
});

test("what is left out is told of when it changes, not with every request", async () => {
  const model = withHistoryView(scripted(["a", "b", "c"]), () => ({ ...whole, maxMessages: 6 }));
  const told = async (turns: number) => {
    const events = await heardOf(model, { system: "s", tools: [], messages: history(turns) });
    return events.flatMap((event) => (event.type === "notice" ? [event.text] : []));
  };
  expect(await told(2)).toEqual([]);
  expect(await told(3)).toEqual(["history_trim: 7 → 3 messages."]);
  expect(await told(4)).toEqual([]);
});
