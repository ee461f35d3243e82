import { estimateTokens } from "../lib/tokens.ts";
import { clipToTokens } from "./budget.ts";
import type { Message } from "./message.ts";
import type { Say } from "./say.ts";

const callsTold = 8;
const inputTokens = 40;
const resultTokens = 40;
const saidTokens = 120;

/** The newest calls and words of messages that go, told without a model in so many tokens. */
export function digest(messages: readonly Message[], maxTokens: number, say: Say): string {
  const lines: string[] = [];
  let room = maxTokens;
  const tell = (line: string): boolean => {
    const tokens = estimateTokens(line) + 1;
    if (tokens > room) return false;
    room -= tokens;
    lines.unshift(line);
    return true;
  };
  const said = messages.findLast((message) => message.role === "assistant" && message.text !== "");
  if (said?.role === "assistant") {
    const text = clipToTokens(oneLine(said.text), Math.min(saidTokens, maxTokens / 3));
    tell(say("summary_said", { text }));
  }
  for (const [index, line] of callLines(messages, maxTokens, say).entries()) {
    if (index >= callsTold || !tell(line)) break;
  }
  return lines.join("\n");
}

/** Newest first; the newest result is what the model has not yet answered, so it gets more room. */
function callLines(messages: readonly Message[], maxTokens: number, say: Say): readonly string[] {
  const results = messages.filter((message) => message.role === "tool").slice(-callsTold);
  return results.reverse().map((result, index) => {
    const room = index === 0 ? Math.max(resultTokens, maxTokens / 3) : resultTokens;
    return say("summary_call", {
      tool: result.name,
      input: clipToTokens(inputOf(messages, result.callId), inputTokens),
      result: clipToTokens(index === 0 ? result.text : oneLine(result.text), room),
    });
  });
}

function inputOf(messages: readonly Message[], callId: string): string {
  const calls = messages.flatMap((message) => (message.role === "assistant" ? message.calls : []));
  const call = calls.findLast((one) => one.id === callId);
  return call === undefined ? "" : (JSON.stringify(call.input) ?? "");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
