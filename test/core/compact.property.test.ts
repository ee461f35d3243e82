import { expect, test } from "bun:test";
import fc from "fast-check";
import { fixedPart } from "../../src/core/budget.ts";
import { makeRoom } from "../../src/core/compact.ts";
import type { AgentEvent, Entry } from "../../src/core/event.ts";
import { deadline } from "../../src/core/limits.ts";
import { openRecord } from "../../src/core/record.ts";
import { resultCharsFor } from "../../src/core/result-room.ts";
import type { Running } from "../../src/core/run.ts";
import type { End } from "../../src/core/verdict.ts";
import { clip } from "../../src/lib/text.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { agentWith } from "../support/agent.ts";
import { echo } from "../support/echo.ts";
import { countTokens, realTokens, transcript, unpaired } from "../support/transcript.ts";

const system =
  "You are a careful programmer who works in small steps with the tools below. ".repeat(8);
const tools = [echo.schema];

const samples: readonly string[] = [
  "The parser counts blanks before it looks at brackets, which is why the third test fails. ",
  "export function fold(messages: readonly Message[], entry: Entry): readonly Message[] {\n  return [];\n}\n",
  '{"name":"localcode","version":"0.1.0","scripts":{"test":"bun test"},"count":1024,"ok":true}',
  "src/core/run.ts\nsrc/core/fold.ts\ntest/fixtures/killed/run.ts\n",
  "编译器是一种计算机程序,请先阅读文件,然后修改函数。",
  "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ",
  "    at Object.<anonymous> (/home/me/project/node_modules/jest/build/index.js:14:27)\n",
];

const piece = (maxChars: number) =>
  fc
    .tuple(
      fc.constantFrom(...samples),
      fc.integer({ min: 0, max: Math.floor(maxChars) }),
      fc.string(),
    )
    .map(([sample, length, odd]) =>
      (odd + sample.repeat(length / sample.length + 1)).slice(0, length),
    );

const turn = (maxResultChars: number) =>
  fc.record({
    text: piece(400),
    calls: fc.array(
      fc.record({
        input: piece(600),
        result: piece(maxResultChars * 1.2).map((text) => clip(text, maxResultChars)),
      }),
      { maxLength: 4 },
    ),
    prompt: fc.oneof(
      { weight: 6, arbitrary: fc.constant("") },
      { weight: 1, arbitrary: piece(200) },
    ),
  });

type Made = { readonly end: End | undefined; readonly events: readonly AgentEvent[] };

async function made(running: Running): Promise<Made> {
  const steps = makeRoom(running, "before");
  const events: AgentEvent[] = [];
  while (true) {
    const step = await steps.next();
    if (step.done) return { end: step.value, events };
    events.push(step.value);
  }
}

function runningWith(history: readonly Entry[], window: number, notes: ScriptedLine): Running {
  const limits = { ...agentWith(scripted([])).limits, reserveTokens: window / 4 };
  const agent = agentWith(scripted([notes], window), { system, tools: [echo], limits });
  return {
    agent,
    record: openRecord({ history, fixed: fixedPart(system, tools), runStart: 0 }),
    deadline: deadline(Number.POSITIVE_INFINITY, new AbortController().signal),
    spoken: new Map(),
  };
}

for (const window of [2_048, 4_096, 8_192]) {
  test(`any conversation fits a window of ${window} tokens after room was made`, async () => {
    const conversation = fc.record({
      task: piece(window / 2).filter((text) => text.trim() !== ""),
      turns: fc.array(turn(resultCharsFor(window)), { minLength: 1, maxLength: 14 }),
      counts: fc.boolean(),
      notes: fc.constantFrom(
        "Found the bug in src/a.ts:3. Next: run the tests.",
        "",
        "word ".repeat(9_000),
      ),
    });
    await fc.assert(
      fc.asyncProperty(conversation, async ({ task, turns, counts, notes }) => {
        const history = transcript(task, turns, { system, tools }, counts);
        const running = runningWith(history, window, notes);
        const before = running.record.messages();
        const { end, events } = await made(running);
        const messages = running.record.messages();
        expect(end).toBeUndefined();
        expect(realTokens({ system, tools, messages })).toBeLessThanOrEqual(window * 0.75);
        expect(unpaired(messages)).toEqual([]);
        if (events.length === 0) {
          expect(messages).toBe(before);
          return;
        }
        const [summary, ...tail] = messages;
        const { lastPrompt } = running.record.ledger();
        const all = messages.map((message) => message.text).join("\n");
        expect(tail[0]?.role).not.toBe("tool");
        expect(summary?.text).toContain("- Files changed: ");
        const quotes = countTokens(task) + (lastPrompt === task ? 0 : countTokens(lastPrompt));
        if (quotes < (window * 0.75 - countTokens(system)) * 0.4) {
          expect(all).toContain(task);
          expect(all).toContain(lastPrompt);
        }
      }),
      { numRuns: 60 },
    );
  });
}
