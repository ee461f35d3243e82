// Our own time between a reply and the next request, as the history grows.
import { z } from "zod";
import type { ChatModel } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import { defineTool } from "../../src/core/tool.ts";
import { agentWith } from "../support/agent.ts";

const turns = 400;
const resultText = "def example(value):\n    return value + 1\n".repeat(40);

export async function perTurn(): Promise<void> {
  const gaps: number[] = [];
  let replied = 0;
  const model: ChatModel = {
    name: "timed",
    contextTokens: 10_000_000,
    async *stream(request) {
      const turn = gaps.push(replied === 0 ? 0 : performance.now() - replied);
      // What the wire does with a request: it is serialised whole.
      JSON.stringify(request);
      const calls = turn < turns ? [{ id: `call_${turn}`, name: "look", input: { at: turn } }] : [];
      yield { type: "text", delta: "Next." };
      replied = performance.now();
      const message = { role: "assistant" as const, text: "Next.", thinking: "", calls };
      yield { type: "reply", message, truncated: false, usage: {} };
    },
  };
  const words = {
    name: "look",
    aliases: [],
    description: "Looks.",
    parameters: { type: "object", properties: { at: { type: "integer" } }, required: ["at"] },
    feedback: {},
  };
  const look = defineTool(words, {
    input: z.object({ at: z.number() }),
    effect: "read",
    run: async () => ({ text: resultText }),
  });
  const agent = agentWith(model, { tools: [look] });
  const limits = { ...agent.limits, maxTurns: turns + 1 };
  const events = run({ ...agent, limits }, [], "Go.", new AbortController().signal);
  while (!(await events.next()).done);
  const at = (messages: number) => {
    const turn = messages / 2;
    const near = gaps.slice(turn - 10, turn + 10).sort((one, other) => one - other);
    return near[10] ?? Number.NaN;
  };
  console.log(
    "Our own time per turn, between a reply and the next request (ms, median of 20 turns):",
  );
  for (const messages of [50, 100, 200, 400, 700]) {
    console.log(`  at ${String(messages).padStart(4)} messages  ${at(messages).toFixed(3)}`);
  }
}
