import { expect, test } from "bun:test";
import { paced } from "../../src/models/paced.ts";

const encoder = new TextEncoder();

/** A body of so many pieces, some milliseconds apart. */
async function* pieces(count: number, apartMs: number) {
  for (let piece = 0; piece < count; piece++) {
    yield encoder.encode(`${piece},`);
    await Bun.sleep(apartMs);
  }
}

function bodyOf(source: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(stream) {
      const step = await source.next();
      if (step.done) stream.close();
      else stream.enqueue(step.value);
    },
    cancel: async () => void (await source.return(undefined)),
  });
}

test("a long reply comes whole and in order, in fewer pieces than were sent", async () => {
  const sent = 300;
  const came: string[] = [];
  for await (const piece of paced(bodyOf(pieces(sent, 4))))
    came.push(new TextDecoder().decode(piece));
  expect(came.join("")).toBe(Array.from({ length: sent }, (_, piece) => `${piece},`).join(""));
  expect(came.length).toBeLessThan(sent);
});

test("what came before a failure is handed on, then the failure is thrown", async () => {
  async function* failing() {
    yield encoder.encode("first");
    throw new Error("The connection broke.");
  }
  const reader = paced(bodyOf(failing())).getReader();
  await Bun.sleep(20);
  const first = await reader.read();
  expect(new TextDecoder().decode(first.value)).toBe("first");
  await expect(reader.read()).rejects.toThrow("The connection broke.");
});

test("who stops reading closes the connection", async () => {
  const ended = Promise.withResolvers<void>();
  async function* endless() {
    try {
      while (true) {
        yield encoder.encode("more");
        await Bun.sleep(1);
      }
    } finally {
      ended.resolve();
    }
  }
  const reader = paced(bodyOf(endless())).getReader();
  await reader.read();
  await reader.cancel();
  await ended.promise;
});
