import { estimateTokens } from "../lib/tokens.ts";
import { messagesTokens } from "./budget.ts";
import type { AgentEvent } from "./event.ts";
import type { Message } from "./message.ts";
import { type ChatRequest, ModelError, type Reply, type Usage } from "./model.ts";
import type { Running } from "./run.ts";
import type { Say } from "./say.ts";

/** The model's own summary; where there is none, `why` says it to people. */
export type Notes = { readonly text: string; readonly usage: Usage; readonly why: string };

export type NotesWish = {
  /** Messages that stay as they are, from the end. */
  readonly kept: number;
  readonly maxTokens: number;
  /** Whether the window is full or the user asks for it. Default: it is full. */
  readonly asked?: boolean;
  /** What the user wants to be kept above all. */
  readonly focus?: string;
};

const leastAnswerTokens = 100;
const wordsPerToken = 0.5;
const charsPerToken = 8;

/**
 * Asks the model for a summary in the same conversation, so that the server has already read all but
 * the question. Only what will go needs to be in it: where all of it leaves no room, the tail stays out.
 */
export async function* askNotes(
  running: Running,
  wish: NotesWish,
): AsyncGenerator<AgentEvent, Notes> {
  const { agent, record } = running;
  if (agent.asksNotes === false) return without("the agent is not to ask for a summary");
  const { kept, maxTokens } = wish;
  const messages = record.messages();
  const question: Message = { role: "user", text: requestFor(wish, agent.say) };
  const asked = [messages, messages.slice(0, messages.length - kept)].find(
    (some) => some.length > 1 && room(running, [...some, question]) >= maxTokens,
  );
  if (asked === undefined || maxTokens < leastAnswerTokens) {
    return without("there was no room left to ask the model for a summary");
  }
  const tools = agent.tools.map((tool) => tool.schema);
  const request: ChatRequest = {
    system: agent.system,
    messages: [...asked, question],
    tools,
    wantsText: true,
  };
  try {
    return yield* listen(running, request, maxTokens);
  } catch (error) {
    if (running.deadline.signal.aborted) return without("it was cancelled");
    if (!(error instanceof ModelError)) throw error;
    return without("the model could not be asked for a summary");
  }
}

function requestFor({ maxTokens, asked = false, focus = "" }: NotesWish, say: Say): string {
  const why = say(asked ? "summary_asked" : "summary_full");
  const request = say("summary_request", { why, words: Math.floor(maxTokens * wordsPerToken) });
  return focus === "" ? request : `${request} ${say("summary_focus", { focus })}`;
}

function room({ agent, record }: Running, messages: readonly Message[]): number {
  const estimated = record.fixedTokens() + messagesTokens(messages);
  const tokens = Math.ceil(estimated * record.tokenRatio());
  return agent.model.contextTokens - tokens;
}

async function* listen(
  running: Running,
  request: ChatRequest,
  maxTokens: number,
): AsyncGenerator<AgentEvent, Notes> {
  const { agent, deadline } = running;
  const heard = { text: 0, thinking: 0 };
  const most = { text: maxTokens, thinking: room(running, request.messages) };
  for await (const event of agent.model.stream(request, deadline.signal)) {
    if (event.type === "progress") yield event;
    if (event.type === "reply") return notesOf(event, maxTokens);
    if (event.type !== "text" && event.type !== "thinking") continue;
    heard[event.type] += event.delta.length;
    // Leaving the stream closes it: the server stops too.
    if (heard[event.type] > most[event.type] * charsPerToken) return without(tooLong);
  }
  return without("the model gave no summary");
}

const tooLong = "the model's summary was too long";

function notesOf({ message, usage, truncated }: Reply, maxTokens: number): Notes {
  const text = message.text.trim();
  if (text === "") return without("the model gave no summary", usage);
  const long = truncated || estimateTokens(text) > maxTokens;
  return long ? without(tooLong, usage) : { text, usage, why: "" };
}

function without(why: string, usage: Usage = {}): Notes {
  return { text: "", usage, why };
}
