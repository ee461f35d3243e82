import type { Limits } from "../core/agent.ts";
import type { AgentFile } from "./agent-file.ts";

const reserveShare = 0.15;
const leastReserve = 384;
const mostReserve = 8_192;
const answerShare = 0.4;
const manyCalls = 20;

export function limitsFor(fields: AgentFile, contextTokens: number): Limits {
  const { limits = {}, max_turns, max_batch_tool_calls = manyCalls } = fields;
  return {
    maxTurns: max_turns ?? Number.POSITIVE_INFINITY,
    timeoutMs: (limits.timeout_seconds ?? Number.POSITIVE_INFINITY) * 1_000,
    maxTotalTokens: limits.max_total_tokens ?? Number.POSITIVE_INFINITY,
    maxCallsPerReply: max_batch_tool_calls,
    reserveTokens: limits.reserve_tokens ?? reserveFor(fields, contextTokens),
  };
}

/** Room for the answer: what the agent may say at most, within reason for the window. */
function reserveFor({ max_tokens }: AgentFile, contextTokens: number): number {
  const share = Math.floor(contextTokens * reserveShare);
  const usual = Math.min(mostReserve, Math.max(leastReserve, share));
  return Math.min(max_tokens ?? usual, Math.floor(contextTokens * answerShare));
}
