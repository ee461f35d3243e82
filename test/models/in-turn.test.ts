import { expect, test } from "bun:test";
import type { ChatModel } from "../../src/core/model.ts";
import { openQueue } from "../../src/lib/queue.ts";
import { inTurn } from "../../src/models/in-turn.ts";
import { scripted } from "../../src/models/scripted.ts";
import { heardOf, question } from "../support/model.ts";

const never = new AbortController().signal;

/** A model whose replies wait for a word, and which counts how many are being made. */
function gated() {
  const doors: PromiseWithResolvers<void>[] = [];
  const most = { now: 0, ever: 0 };
  const model: ChatModel = {
    name: "gated",
    contextTokens: 8_192,
    async *stream(request, signal) {
      const door = Promise.withResolvers<void>();
      doors.push(door);
      most.now += 1;
      most.ever = Math.max(most.ever, most.now);
      try {
        await door.promise;
        yield* scripted([`Answer ${doors.length}.`]).stream(request, signal);
      } finally {
        most.now -= 1;
      }
    },
  };
  return { model, doors, most };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await Bun.sleep(1);
}

test("two requests to one slot are answered one after the other, and the second says that it waits", async () => {
  const { model, doors, most } = gated();
  const shared = inTurn(model, openQueue(1));
  const first = heardOf(shared);
  const second = heardOf(shared);
  await until(() => doors.length === 1);
  doors[0]?.resolve();
  await first;
  await until(() => doors.length === 2);
  doors[1]?.resolve();
  const events = await second;
  expect(events[0]).toMatchObject({ type: "progress", doing: "waiting", total: 0 });
  expect(events.at(-1)?.type).toBe("reply");
  expect(most.ever).toBe(1);
});

test("a server with two slots gets two requests at once", async () => {
  const { model, doors, most } = gated();
  const shared = inTurn(model, openQueue(2));
  const both = [heardOf(shared), heardOf(shared)];
  await until(() => doors.length === 2);
  for (const door of doors) door.resolve();
  const heard = await Promise.all(both);
  expect(heard.flat().some((event) => event.type === "progress")).toBe(false);
  expect(most.ever).toBe(2);
});

test("a cancel while it waits ends the wait at once and leaves the queue in order", async () => {
  const { model, doors } = gated();
  const shared = inTurn(model, openQueue(1));
  const cancel = new AbortController();
  const first = heardOf(shared);
  const second = heardOf(shared, question, cancel.signal);
  const third = heardOf(shared);
  const reason = new Error("Interrupted.");
  await until(() => doors.length === 1);
  cancel.abort(reason);
  expect(await second.catch((error: unknown) => error)).toBe(reason);
  doors[0]?.resolve();
  await first;
  await until(() => doors.length === 2);
  doors[1]?.resolve();
  expect((await third).at(-1)?.type).toBe("reply");
});

test("a reader that leaves in the middle, or at the reply, gives its place back", async () => {
  const model = inTurn(scripted(["One.", "Two.", "Three."]), openQueue(1));
  for await (const event of model.stream(question, never)) {
    if (event.type === "text") break;
  }
  for await (const event of model.stream(question, never)) {
    if (event.type === "reply") break;
  }
  expect((await heardOf(model)).at(-1)?.type).toBe("reply");
});

test("a model that fails gives its place back", async () => {
  const model = inTurn(scripted([new Error("Broken."), "Two."]), openQueue(1));
  expect(await heardOf(model).catch((error: unknown) => String(error))).toBe("Error: Broken.");
  expect((await heardOf(model)).at(-1)?.type).toBe("reply");
});
