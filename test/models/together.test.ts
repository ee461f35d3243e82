import { expect, test } from "bun:test";
import type { ModelEvent } from "../../src/core/model.ts";
import { together } from "../../src/models/together.ts";

const text = (delta: string): ModelEvent => ({ type: "text", delta });
const thinking = (delta: string): ModelEvent => ({ type: "thinking", delta });
const calling = (name: string, delta: string): ModelEvent => ({ type: "calling", name, delta });
const reading = (done: number): ModelEvent => {
  return { type: "progress", doing: "reading", done, total: 9 };
};

/** Each list comes at once, some milliseconds after the one before. */
async function* bursts(lists: readonly (readonly ModelEvent[])[]): AsyncGenerator<ModelEvent> {
  for (const list of lists) {
    await Bun.sleep(5);
    yield* list;
  }
}

async function heard(events: AsyncIterable<ModelEvent>): Promise<readonly ModelEvent[]> {
  return await Array.fromAsync(together(events));
}

test("what comes at once is one, what comes later is another, and kinds stay apart and in order", async () => {
  const lists = [
    [reading(1), reading(2), thinking("I "), thinking("see. ")],
    [text("Well")],
    [text(", "), text("now."), { type: "notice", text: "Note." } as const, text(" So:")],
    [calling("read", "{"), calling("read", "}"), calling("grep", "{}"), thinking("a"), text("b")],
  ];
  expect(await heard(bursts(lists))).toEqual([
    reading(1),
    reading(2),
    thinking("I see. "),
    text("Well"),
    text(", now."),
    { type: "notice", text: "Note." },
    text(" So:"),
    calling("read", "{}"),
    calling("grep", "{}"),
    thinking("a"),
    text("b"),
  ]);
});

test("what came before a failure is handed on, then the failure is thrown", async () => {
  async function* failing(): AsyncGenerator<ModelEvent> {
    yield text("first ");
    yield text("second");
    throw new Error("The connection broke.");
  }
  const events = together(failing());
  expect(await events.next()).toEqual({ done: false, value: text("first second") });
  await expect(events.next()).rejects.toThrow("The connection broke.");
});

test("nothing is asked before somebody listens, and who leaves hears no more of a failure", async () => {
  const over = Promise.withResolvers<never>();
  const seen: string[] = [];
  async function* endless(): AsyncGenerator<ModelEvent> {
    seen.push("asked");
    try {
      yield text("first");
      yield await over.promise;
    } finally {
      seen.push("ended");
    }
  }
  const events = together(endless());
  await Bun.sleep(1);
  expect(seen).toEqual([]);
  expect(await events.next()).toEqual({ done: false, value: text("first") });
  await events.return(undefined);
  over.reject(new Error("Cancelled."));
  await Bun.sleep(1);
  expect(seen).toEqual(["asked", "ended"]);
});
