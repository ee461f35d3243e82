// A small question on another slot of a real llama-server leaves what the conversation's slot has read.
import { expect, setDefaultTimeout, test } from "bun:test";
import { slotFor } from "../../src/app/server-slots.ts";
import type { Message } from "../../src/core/message.ts";
import { replyOf } from "../support/model.ts";
import { needs } from "../support/needs.ts";
import { servedBy, startLlama } from "./llama-process.ts";
import { modelAt, spellingOptions } from "./random-model.ts";

// On a busy machine it may take a while.
setDefaultTimeout(120_000);

test.skipIf(!needs.llamaServer)(
  "a question on a slot of its own costs the conversation nothing",
  async () => {
    await using server = await startLlama(8_192, 2);
    const { slots = 1 } = await servedBy(server);
    expect(slots).toBe(2);
    const spelling = await spellingOptions(server);
    const sampling = { max_tokens: 12, temperature: 0 };
    const fields = { phase_control: { mode: "llm" as const } };
    const at = (who: "conversation" | "aside") => {
      const idSlot = slotFor(who, fields, slots);
      return modelAt(server, { ...spelling, sampling, idSlot });
    };
    const main = at("conversation");
    const aside = at("aside");
    const system = "You change files. ".repeat(40);
    const asked: Message = { role: "user", text: "Change a to 2." };
    const first = await replyOf(main, { system, messages: [asked], tools: [] });
    const small = { role: "user" as const, text: "prev_phase: context" };
    const other = await replyOf(aside, { system: "Name the phase.", messages: [small], tools: [] });
    const messages = [asked, first.message, { role: "user" as const, text: "Go on." }];
    const second = await replyOf(main, { system, messages, tools: [] });
    expect(other.usage.cachedTokens).toBe(0);
    expect(second.usage.cachedTokens).toBeGreaterThanOrEqual(first.usage.inputTokens ?? Number.NaN);
  },
);
