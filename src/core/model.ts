import type { AssistantMessage, Message } from "./message.ts";

/** A JSON Schema object, as it is sent to the server. */
export type JsonSchema = { readonly [key: string]: unknown };

/** What the model reads of a tool, under the name it is shown. */
export type ToolSchema = {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonSchema;
};

export type ChatRequest = {
  readonly system: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSchema[];
  /** The answer is wanted in words, so that no setting may force a call. */
  readonly wantsText?: true;
};

/** Tokens and times of one reply; a field is absent where the server does not report it. */
export type Usage = {
  /** The whole prompt as the server counted it, cached tokens included. */
  readonly inputTokens?: number;
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
  readonly prefillMs?: number;
  readonly decodeMs?: number;
};

export type Progress = {
  readonly type: "progress";
  readonly doing: "waiting" | "loading" | "reading";
  /** Tokens for "reading", bytes or per cent for "loading", milliseconds for "waiting" and where `total` is 0. */
  readonly done: number;
  readonly total: number;
  /** Of `done`: tokens that the server had in its cache and need not read; where it tells them. */
  readonly cached?: number;
};

/** What arrives while the model speaks. */
export type ModelDelta =
  | Progress
  | { readonly type: "thinking"; readonly delta: string }
  | { readonly type: "text"; readonly delta: string }
  | { readonly type: "calling"; readonly name: string; readonly delta: string };

/** `unread`: the server could not read it as text and calls. `repetition`: it went round in a circle. */
export type BrokenOff = "unread" | "repetition";

export type Reply = {
  readonly type: "reply";
  readonly message: AssistantMessage;
  /** True when the output limit cut the reply; its calls are then never run. */
  readonly truncated: boolean;
  /** Why a truncated reply is no case of the output limit. */
  readonly brokenOff?: BrokenOff;
  readonly usage: Usage;
};

/** A remark for the person and the log; the model never reads it. */
export type ModelNotice = { readonly type: "notice"; readonly text: string };

export type ModelEvent = ModelDelta | ModelNotice | Reply;

/** Something that answers a conversation. `stream` ends with exactly one reply, or throws. */
export interface ChatModel {
  readonly name: string;
  /** The window that is served, in tokens; not the one trained. */
  readonly contextTokens: number;
  /** Whether it takes images; absent where nobody can tell. */
  readonly images?: boolean | undefined;
  /** Throws ModelError; when `signal` aborts it throws the signal's reason. */
  stream(request: ChatRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}

/**
 * `unreachable`: no server, or it crashed. `overflow`: the prompt does not fit. `prompt-cut`: the
 * server cut the prompt in silence. `rejected`: the server refuses the request. `missing`: no such model.
 */
export type ModelErrorKind = "unreachable" | "overflow" | "prompt-cut" | "rejected" | "missing";

/** A model that cannot answer; its message is one sentence that says what to do. */
export class ModelError extends Error {
  readonly kind: ModelErrorKind;
  /** The server's HTTP status, where there was one. */
  readonly status: number | undefined;

  constructor(kind: ModelErrorKind, message: string, options?: ErrorOptions & { status?: number }) {
    super(message, options);
    this.name = "ModelError";
    this.kind = kind;
    this.status = options?.status;
  }
}
