import type { Sampling } from "../body.ts";
import type { WireProfile } from "../wire.ts";

export type Think = boolean | "low" | "medium" | "high";

export type OllamaOptions = {
  /** The server's root: http://localhost:11434. */
  readonly url: string;
  readonly model: string;
  /** The window: sent as num_ctx with every request. */
  readonly contextTokens: number;
  readonly apiKey?: string | undefined;
  /** By OpenAI's names; what is not set is not sent, so that the model's own defaults hold. */
  readonly sampling?: (Sampling & { readonly repeat_penalty?: number | undefined }) | undefined;
  readonly threads?: number | undefined;
  /** Absent: the model's own default. */
  readonly think?: Think | undefined;
  /** How long the model stays loaded afterwards: "30m", -1 for ever. Default: the server's. */
  readonly keepAlive?: string | number | undefined;
  /** False where the server says that the model has no tool calling: the tools then go into the prompt. */
  readonly tools?: boolean | undefined;
  /** Whether the model takes images. Default: nobody can tell, and they are sent. */
  readonly images?: boolean | undefined;
  /** How earlier thinking is sent back. Default "same-field". */
  readonly thinking?: WireProfile["thinking"] | undefined;
  /** Said between results and a user message, for templates that insist on it. Default: nothing. */
  readonly bridge?: string | undefined;
  /** The longest silence in the middle of an answer. Default none. */
  readonly idleMs?: number | undefined;
  /** Fields of the body that win over ours, those of `options` one by one; null takes one out. */
  readonly requestOverrides?: Readonly<Record<string, unknown>> | undefined;
  /** Gets each body exactly as it is sent. */
  readonly onRequest?: ((body: Readonly<Record<string, unknown>>) => void) | undefined;
};
