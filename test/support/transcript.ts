import tokenizer from "llama3-tokenizer-js";
import type { Entry } from "../../src/core/event.ts";
import type { Message, ToolCall } from "../../src/core/message.ts";
import type { ChatRequest, ToolSchema } from "../../src/core/model.ts";

const tokensOfHeader = 5;

/** Tokens of a request as a Llama 3 template renders it, counted by its own tokenizer. */
export function realTokens({ system, tools, messages }: ChatRequest): number {
  const offered = tools.map((tool) => JSON.stringify(tool)).join("\n");
  const parts = [`${system}\n${offered}`, ...messages.map(rendered)];
  return parts.reduce((sum, part) => sum + countTokens(part) + tokensOfHeader, 1);
}

const counted = new Map<string, number>();

export function countTokens(text: string): number {
  const known = counted.get(text);
  if (known !== undefined) return known;
  const tokens = tokenizer.encode(text, { bos: false, eos: false }).length;
  counted.set(text, tokens);
  return tokens;
}

function rendered(message: Message): string {
  if (message.role !== "assistant") return message.text;
  const calls = message.calls.map(({ name, input }) => JSON.stringify({ name, parameters: input }));
  return [message.thinking, message.text, ...calls].filter(Boolean).join("\n");
}

/** Ids of results that follow no call of theirs, and of calls without a result. */
export function unpaired(messages: readonly Message[]): readonly string[] {
  const wrong: string[] = [];
  let open = new Set<string>();
  for (const message of messages) {
    if (message.role === "tool") {
      if (!open.delete(message.callId)) wrong.push(`result ${message.callId}`);
      continue;
    }
    wrong.push(...[...open].map((id) => `call ${id}`));
    open = new Set(message.role === "assistant" ? message.calls.map((call) => call.id) : []);
  }
  return [...wrong, ...[...open].map((id) => `call ${id}`)];
}

export type Turn = {
  readonly text: string;
  readonly calls: readonly { readonly input: string; readonly result: string }[];
  /** What the user says after it, or nothing. */
  readonly prompt: string;
};

/** The entries of a conversation, with the server's own counts where `counts` says so. */
export function transcript(
  task: string,
  turns: readonly Turn[],
  fixed: { readonly system: string; readonly tools: readonly ToolSchema[] },
  counts: boolean,
): readonly Entry[] {
  const entries: Entry[] = [{ type: "prompt", text: task }];
  const messages: Message[] = [{ role: "user", text: task }];
  for (const [index, turn] of turns.entries()) {
    const calls = turn.calls.map(({ input }, at): ToolCall => {
      return { id: `c${index}_${at}`, name: "echo", input: { text: input } };
    });
    const inputTokens = counts ? realTokens({ ...fixed, messages }) : 0;
    const message = { role: "assistant" as const, text: turn.text, thinking: "", calls };
    messages.push(message);
    const outputTokens = countTokens(rendered(message)) + tokensOfHeader;
    const usage = counts ? { inputTokens, outputTokens } : {};
    entries.push({ type: "reply", message, truncated: false, usage, ms: 1 });
    for (const [at, call] of calls.entries()) {
      const text = turn.calls[at]?.result ?? "";
      messages.push({ role: "tool", callId: call.id, name: call.name, text });
      entries.push({ type: "call", call });
      entries.push({ type: "result", call, result: { text, changed: [`f${index}.ts`] }, ms: 1 });
    }
    if (turn.prompt !== "") {
      messages.push({ role: "user", text: turn.prompt });
      entries.push({ type: "prompt", text: turn.prompt });
    }
  }
  return entries;
}
