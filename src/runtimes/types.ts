import type { Said } from "../lib/http-json.ts";

export type Address = {
  /** The server's root, without `/v1` and without a slash at its end. */
  readonly url: string;
  readonly apiKey?: string | undefined;
  /** What the server has just answered, by path: a look there does not ask again. */
  readonly heard?: ReadonlyMap<string, Said>;
};

/** The model a run wants, and where. */
export type Wanted = Address & {
  readonly model: string;
  /** The configured window: never exceeded, and used where the server does not tell its own. */
  readonly nCtx?: number | undefined;
  /** Called about every half second while the server loads a model. */
  readonly onWait?: ((waitedMs: number) => void) | undefined;
};

/** What the server really serves; read from it at every start, never remembered. */
export type Served = {
  /** The model's name as the server calls it. */
  readonly model: string;
  readonly contextTokens: number;
  /** Where the window was read, for people: "llama-server /props". */
  readonly source: string;
  /** A sentence a person should see: the window is assumed, the name was not the server's. */
  readonly notice?: string;
  readonly slots?: number;
  /** The server's build or version and the model's file, where it tells them. */
  readonly identity?: string;
  readonly template?: string;
  readonly vision?: boolean;
  readonly thinking?: boolean;
  readonly tools?: boolean;
};

export type Env = Readonly<Record<string, string | undefined>>;

/** One server program, as data: how to know it, what it serves, how to start it. */
export type Runtime = {
  readonly name: string;
  readonly title: string;
  /** What may stand before the slash in RUNTIME/NAME. */
  readonly prefixes: readonly string[];
  readonly url: string;
  readonly local: boolean;
  readonly api: "openai" | "ollama";
  urlFromEnv?(env: Env): string | undefined;
  /** By the shape of its answers, never by its port. */
  identify(address: Address, signal: AbortSignal): Promise<boolean>;
  models(address: Address, signal: AbortSignal): Promise<readonly string[]>;
  /** Throws a ModelError: unreachable, missing or rejected. */
  served(wanted: Wanted, signal: AbortSignal): Promise<Served>;
  /** The command that starts it. */
  startHint(url: string, model: string): string;
};
