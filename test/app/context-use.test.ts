import { expect, test } from "bun:test";
import fc from "fast-check";
import { type ContextUse, contextUse, wholeShares } from "../../src/app/context-use.ts";
import type { Entry } from "../../src/core/event.ts";
import type { Usage } from "../../src/core/model.ts";
import { scripted } from "../../src/models/scripted.ts";
import { agentWith } from "../support/agent.ts";
import { echo } from "../support/echo.ts";

const agent = agentWith(scripted([], 8_192), { tools: [echo], opening: "<context>app</context>" });
const code = "const total = items.reduce((sum, item) => sum + item.price, 0);\n".repeat(40);

function reply(usage: Usage): Entry {
  const calls = [{ id: "c1", name: "read", input: { path: "a.ts" } }];
  const message = { role: "assistant" as const, text: "I look.", thinking: "", calls };
  return { type: "reply", message, truncated: false, usage, ms: 1 };
}

const prompt: Entry = { type: "prompt", text: "Fix a.ts.", opening: "<context>app</context>" };
const call = { id: "c1", name: "read", input: { path: "a.ts" } };
const read: Entry = {
  type: "result",
  call,
  result: { text: code, read: ["a.ts"] },
  effect: "read",
  ms: 1,
};

function whole({ system, tools, files, history, free, reserve }: ContextUse): number {
  return system + tools + files + history + free + reserve;
}

test("before the first prompt the system text, the tools and the opening are estimated", () => {
  const use = contextUse(agent, []);
  expect(use).toMatchObject({ window: 8_192, reserve: 1_024, files: 0, isEstimate: true });
  expect([use.system > 0, use.tools > 0, use.history > 0]).toEqual([true, true, true]);
  expect(whole(use)).toBe(8_192);
});

test("what was read of a file counts as files, and all parts together are the window", () => {
  const before = contextUse(agent, [prompt, reply({})]);
  const after = contextUse(agent, [prompt, reply({}), read]);
  expect(before.files).toBe(0);
  expect(after.files).toBeGreaterThan(500);
  expect(after.history).toBeGreaterThan(0);
  expect(whole(after)).toBe(8_192);
});

test("a server's count is shared out and its cache is told", () => {
  const counted = reply({ inputTokens: 3_000, cachedTokens: 2_500, outputTokens: 100 });
  const use = contextUse(agent, [prompt, counted]);
  expect(use).toMatchObject({ cached: 2_500, isEstimate: false });
  expect(use.system + use.tools + use.files + use.history).toBeGreaterThanOrEqual(3_100);
  expect(whole(use)).toBe(8_192);
});

test("after a summary what was dropped counts no more, and what was kept still does", () => {
  const counted = reply({ inputTokens: 3_000, cachedTokens: 2_500, outputTokens: 100 });
  const summary = (kept: number): Entry => {
    return { type: "summary", text: "The past.", kept, clipChars: 60_000 };
  };
  expect(contextUse(agent, [prompt, counted, read, summary(0)])).toMatchObject({
    files: 0,
    isEstimate: true,
  });
  expect(contextUse(agent, [prompt, counted, read, summary(2)]).files).toBeGreaterThan(500);
});

test("a file that went with a prompt counts as files, the output of a command does not", () => {
  const attachments = [
    { type: "text", kind: "file", name: "a.ts", text: code },
    { type: "text", kind: "output", name: "ls", text: code },
  ] as const;
  const [both, file] = [attachments, attachments.slice(0, 1)].map((some) =>
    contextUse(agent, [{ type: "prompt", text: "Fix it.", attachments: some }]),
  );
  expect(file?.files).toBeGreaterThan(500);
  expect(Math.abs((both?.files ?? 0) - (file?.files ?? 0))).toBeLessThan(60);
  expect((both?.history ?? 0) - (file?.history ?? 0)).toBeGreaterThan(400);
});

test("a conversation that is larger than the window leaves nothing free", () => {
  const counted = reply({ inputTokens: 9_000, outputTokens: 100 });
  expect(contextUse(agent, [prompt, counted]).free).toBe(0);
});

test("shares are whole numbers and their sum is exactly the total", () => {
  const parts = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(parts, fc.nat(1e6), (some, total) => {
      const shares = wholeShares(some, total);
      const all = shares.reduce((sum, one) => sum + one, 0);
      const isEmpty = some.every((one) => one === 0);
      expect(all).toBe(isEmpty ? 0 : total);
      expect(shares.every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
    }),
  );
});
