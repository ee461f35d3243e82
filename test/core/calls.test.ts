import { expect, test } from "bun:test";
import { z } from "zod";
import type { Entry } from "../../src/core/event.ts";
import { run } from "../../src/core/run.ts";
import { defineTool } from "../../src/core/tool.ts";
import { scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";
import { echo } from "../support/echo.ts";

const never = new AbortController().signal;

/** A tool whose results are as long as they may be. */
const fill = defineTool(
  { name: "fill", aliases: [], description: "", parameters: {}, feedback: {} },
  {
    input: z.object({}),
    effect: "read",
    run: (_, { maxResultChars }) => Promise.resolve({ text: "word ".repeat(maxResultChars / 5) }),
  },
);

function resultsOf(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap((entry) => (entry.type === "result" ? [entry.result.text] : []));
}

const window = 16_384;
const share = Math.floor(window * 3 * 0.2);

async function lengthsOf(calls: number): Promise<readonly number[]> {
  const made = Array.from({ length: calls }, () => ({ name: "fill", input: {} }));
  const model = scripted([{ calls: made }, "Done."], window);
  const { entries, outcome } = await collect(
    run(agentWith(model, { tools: [fill] }), [], "Read it all.", never),
  );
  expect(outcome.reason).toBe("done");
  expect(entries.filter(({ type }) => type === "summary")).toEqual([]);
  return resultsOf(entries).map((text) => Math.round(text.length / 100) * 100);
}

test("one or two results have their whole share of the window", async () => {
  const rounded = Math.round(share / 100) * 100;
  expect(await lengthsOf(1)).toEqual([rounded]);
  expect(await lengthsOf(2)).toEqual([rounded, rounded]);
});

test("the results of one reply fit the window together; the last ones keep a little room", async () => {
  const lengths = await lengthsOf(10);
  const [first, last] = [lengths[0] ?? 0, lengths.at(-1) ?? 0];
  expect([first > 9_000, last]).toEqual([true, 1_000]);
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(window * 3);
});

test("of 500 calls in one reply the first run, all are answered, and the answers stay short", async () => {
  const calls = Array.from({ length: 500 }, (_, id) => ({
    name: "echo",
    input: { text: `${id}` },
  }));
  for (const truncated of [false, true]) {
    const model = scripted([{ calls, truncated }, "Done."], window);
    const agent = agentWith(model, { tools: [echo] });
    const { entries } = await collect(run(agent, [], "Say it.", never));
    const texts = resultsOf(entries);
    expect([texts.length, texts.filter((text) => text.startsWith("echo ")).length]).toEqual([
      500,
      truncated ? 0 : 10,
    ]);
    expect(texts.slice(11).every((text) => text === "Not run.")).toBe(true);
    const notices = entries.flatMap((entry) => (entry.type === "notice" ? [entry.text] : []));
    const told = "The reply made 500 calls; only the first 10 were run.";
    expect(notices).toEqual(truncated ? [] : [told]);
  }
});
