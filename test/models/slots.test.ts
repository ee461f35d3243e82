import { expect, test } from "bun:test";
import { freeSlot } from "../../src/models/slots.ts";
import { type Wire, wireServer } from "../support/server.ts";

const never = new AbortController().signal;

async function waitedFor(slots: (asked: number) => Wire, limitMs: number) {
  await using server = await wireServer({ wires: [], paths: { "/slots": slots } });
  const events = await Array.fromAsync(freeSlot(`${server.url}/v1`, undefined, never, limitMs));
  return { url: server.url, events };
}

test("a server that stays busy is waited for within a limit, and then it is said", async () => {
  const { url, events } = await waitedFor(() => ({ body: [{ is_processing: true }] }), 250);
  expect(events.slice(0, -1)).toEqual(
    events.slice(0, -1).map(() => ({
      type: "progress",
      doing: "waiting",
      done: expect.any(Number),
      total: 250,
    })),
  );
  expect(events.length).toBeGreaterThan(1);
  expect(events.at(-1)).toEqual({
    type: "notice",
    text: `The server at ${url}/v1 still works on the request that was cancelled.`,
  });
});

test("one free slot of several is enough, and a server that does not tell is not waited for", async () => {
  const one = { body: [{ is_processing: true }, { is_processing: false }] };
  expect((await waitedFor(() => one, 250)).events).toEqual([]);
  expect((await waitedFor(() => ({ status: 501 }), 250)).events).toEqual([]);
});
