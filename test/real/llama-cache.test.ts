// How much of a prompt a real llama-server reads: only what is new, turn for turn and session for session.
import { expect, setDefaultTimeout, test } from "bun:test";
import type { ChatModel } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import type { OpenaiOptions } from "../../src/models/openai.ts";
import { retry } from "../../src/models/retry.ts";
import { tripwire } from "../../src/models/tripwire.ts";
import { editPart } from "../../src/tools/edit.ts";
import { readPart } from "../../src/tools/read.ts";
import { agentWith, collect } from "../support/agent.ts";
import { needs } from "../support/needs.ts";
import { tempFolder } from "../support/temp.ts";
import { type LlamaProcess, servedBy, startLlama, tokensOf } from "./llama-process.ts";
import { callingOptions, modelAt, narrowed } from "./random-model.ts";
import { measured, readings } from "./reading.ts";

// On a busy machine each may take a while.
setDefaultTimeout(120_000);

const absent = !needs.llamaServer;
const turns = 14;
const limits = {
  maxTurns: turns,
  timeoutMs: Number.POSITIVE_INFINITY,
  maxTotalTokens: Number.POSITIVE_INFINITY,
  maxCallsPerReply: 10,
  reserveTokens: 600,
};

test.skipIf(absent)("each turn reads only the results that are new", async () => {
  await using server = await startLlama(16_384);
  const { contextTokens } = await servedBy(server);
  using folder = await tempFolder({ "notes.txt": "alpha\nbeta\ngamma\ndelta\n" });
  const path = ["notes.txt", "gone.txt"];
  const tools = [
    narrowed(readPart, { path }),
    narrowed(editPart, { path, old: ["alpha", "beta", "gamma", "zeta"], new: ["one", "two"] }),
  ];
  const model = seeded(server, { ...(await callingOptions(server)), contextTokens });
  const agent = agentWith(model, { tools, limits, root: folder.path });
  const { entries } = await collect(run(agent, [], "Change the notes.", never()));

  const read = await Promise.all(readings(entries).map((one) => measured(server, one)));
  expect(read.map(({ evaluated }) => evaluated)).toEqual(read.map(({ fresh }) => fresh));
  expect(read.map(({ cached }) => cached)).toEqual(read.map(({ known }) => known));
  expect(read.length).toBe(turns - 1);
  const results = entries.flatMap((entry) => (entry.type === "result" ? [entry] : []));
  const seen = results.map(({ call, result }) => `${call.name} ${result.failed ? "failed" : "ok"}`);
  expect([...new Set(seen)].sort()).toEqual(["edit failed", "edit ok", "read failed", "read ok"]);
  expect(entries.at(-1)).toMatchObject({ type: "end", reason: "turn-limit" });
});

for (const told of ["as it is", "too large"] as const) {
  const title = `a conversation outgrows a window told ${told}, is shortened, and goes on`;
  test.skipIf(absent)(title, async () => {
    await using server = await startLlama(4_096);
    const { contextTokens } = await servedBy(server);
    using folder = await tempFolder({ "long.txt": "a line of words\n".repeat(50) });
    const tools = [narrowed(readPart, { path: ["long.txt"] })];
    const window = told === "as it is" ? contextTokens : 100_000;
    const model = seeded(server, { ...(await callingOptions(server)), contextTokens: window });
    const fewer = { ...limits, maxTurns: 9 };
    const agent = agentWith(model, { tools, limits: fewer, root: folder.path });
    const { entries } = await collect(run(agent, [], "Read the file.", never()));

    const replies = entries.flatMap((entry) => (entry.type === "reply" ? [entry.usage] : []));
    expect(entries.at(-1)).toMatchObject({ type: "end", reason: "turn-limit" });
    expect(Math.max(...replies.map(({ inputTokens = 0 }) => inputTokens))).toBeLessThan(4_096);
    const summaries = entries.flatMap((entry) => (entry.type === "summary" ? [entry] : []));
    expect(summaries.length).toBeGreaterThan(1);
    // A window that is told too large is found out only by the server's refusal.
    const refused = summaries.map((summary) => summary.refused ?? false);
    expect(refused).toEqual(summaries.map(() => told === "too large"));
    // What is frozen is read once, whatever becomes of the messages.
    const question = "<|im_start|>user\nRead the file.<|im_end|>\n<|im_start|>assistant\n";
    const [first, ...later] = replies;
    const frozen = (first?.inputTokens ?? 0) - (await tokensOf(server, question)).length;
    const cached = later.map(({ cachedTokens = 0 }) => cachedTokens);
    expect(Math.min(...cached)).toBeGreaterThanOrEqual(frozen);
    expect(frozen).toBeGreaterThan(200);
  });
}

/** Our model, each reply with a seed of its own: the same run every time, but not the same reply. */
function seeded(server: LlamaProcess, options: Partial<OpenaiOptions>): ChatModel {
  let seed = 0;
  const model = {
    ...modelAt(server, options),
    stream(request: Parameters<ChatModel["stream"]>[0], signal: AbortSignal) {
      seed += 1;
      const sampling = { ...options.sampling, seed };
      return modelAt(server, { ...options, sampling }).stream(request, signal);
    },
  };
  return tripwire(retry(model));
}

function never(): AbortSignal {
  return new AbortController().signal;
}
