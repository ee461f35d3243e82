import type { ChatHistoryItem, ChatModelFunctions, ChatWrapper } from "node-llama-cpp";
import type { ChatRequest } from "../../core/model.ts";

/** One request in the library's terms. */
export type Turn = {
  readonly request: ChatRequest;
  readonly history: ChatHistoryItem[];
  readonly wrapper: ChatWrapper;
  /** Absent where nothing can be called. */
  readonly functions?: ChatModelFunctions;
  /** GBNF that the reply must follow; only without functions. */
  readonly grammar?: string;
};

/** Changes a turn before it is read; a product run leaves it as it is. */
export type Steer = (turn: Turn) => Turn;

export const asItIs: Steer = (turn) => turn;
