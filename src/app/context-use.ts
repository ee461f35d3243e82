import type { Agent } from "../core/agent.ts";
import { messagesTokens, messageTokens } from "../core/budget.ts";
import type { AgentEvent, Entry } from "../core/event.ts";
import { beginsAnew, fold, foldInto, heal } from "../core/fold.ts";
import type { Message } from "../core/message.ts";
import { startRun } from "../core/run.ts";
import { estimateTokens } from "../lib/tokens.ts";

/** Tokens of the next request, before its prompt: all parts and `free` together are the window. */
export type ContextUse = {
  readonly window: number;
  /** Kept free for the answer. */
  readonly reserve: number;
  readonly system: number;
  readonly tools: number;
  /** What was read of files, and files that went with a prompt. */
  readonly files: number;
  /** All other messages. */
  readonly history: number;
  /** 0 where the parts fill more than the window. */
  readonly free: number;
  /** Tokens of the newest request that the server had in its cache. */
  readonly cached?: number;
  /** No server has counted this conversation since it began or was compacted. */
  readonly isEstimate: boolean;
};

/** Shares out the server's count, or the estimate where there is none, by what each part is estimated at. */
export function contextUse(agent: Agent, history: readonly Entry[]): ContextUse {
  const entries = [...history, ...heal(history)];
  const { record } = startRun(agent, entries, false, new AbortController().signal);
  const { messages, files } = shareOut(entries, agent.opening);
  const system = estimateTokens(agent.system);
  const tools = record.fixedTokens() - system;
  const estimates = [system, tools, files, messagesTokens(messages) - files];
  const isNew = record.messages().length === 0;
  const total = isNew
    ? Math.ceil(sum(estimates) * record.tokenRatio())
    : Math.max(record.expectedTokens(), 0);
  const parts = wholeShares(estimates, total);
  const window = agent.model.contextTokens;
  const reserve = agent.limits.reserveTokens;
  const cached = newestCached(entries);
  return {
    window,
    reserve,
    system: parts[0] ?? 0,
    tools: parts[1] ?? 0,
    files: parts[2] ?? 0,
    history: parts[3] ?? 0,
    free: Math.max(0, window - reserve - total),
    ...(cached === undefined ? {} : { cached }),
    isEstimate: !record.isMeasured(),
  };
}

type Shared = { readonly messages: readonly Message[]; readonly files: number };

/** The messages, and how many estimated tokens of them are files. */
function shareOut(entries: readonly Entry[], opening: string): Shared {
  let messages: Message[] = [];
  let shares: number[] = [];
  for (const entry of entries) {
    const before = beginsAnew(entry) ? 0 : messages.length;
    messages = foldInto(messages, entry);
    if (beginsAnew(entry)) shares = [];
    if (entry.type === "summary") shares = [0, ...lastOf(shares, entry.kept)];
    else if (messages.length > before) shares.push(fileShare(entry));
  }
  if (messages.length === 0 && opening !== "") messages = [{ role: "user", text: opening }];
  const files = messages.map((message, at) => messageTokens(message) * (shares[at] ?? 0));
  return { messages, files: Math.round(sum(files)) };
}

function lastOf(shares: readonly number[], kept: number): readonly number[] {
  return kept === 0 ? [] : shares.slice(-kept);
}

/** How much of the message that an entry adds is what a file holds: from 0 to 1. */
function fileShare(entry: Entry): number {
  if (entry.type === "result") {
    return entry.effect === "read" && entry.result.read !== undefined ? 1 : 0;
  }
  if (entry.type !== "prompt") return 0;
  const shown = attachedTokens(entry);
  if (shown === 0) return 0;
  const [message] = fold([], entry);
  return message === undefined ? 0 : Math.min(1, shown / messageTokens(message));
}

function attachedTokens({ attachments = [] }: Extract<AgentEvent, { type: "prompt" }>): number {
  const texts = attachments.map((one) => {
    return one.type === "text" && one.kind !== "output" ? estimateTokens(one.text) : 0;
  });
  return sum(texts);
}

/** Whole numbers in these proportions whose sum is exactly the total. */
export function wholeShares(parts: readonly number[], total: number): readonly number[] {
  const all = sum(parts);
  if (all === 0) return parts.map(() => 0);
  let before = 0;
  let given = 0;
  return parts.map((part) => {
    before += part;
    const upTo = Math.round((before / all) * total);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

function newestCached(entries: readonly Entry[]): number | undefined {
  const since = entries.slice(entries.findLastIndex(({ type }) => type === "summary") + 1);
  const reply = since.findLast((entry) => entry.type === "reply" && entry.usage.inputTokens);
  return reply?.type === "reply" ? reply.usage.cachedTokens : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
