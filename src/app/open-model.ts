import type { ChatModel, Progress } from "../core/model.ts";
import { isLocalUrl, isUrl, noAddress } from "../lib/server-url.ts";
import { resolveModel } from "../runtimes/resolve.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { wishOf } from "./model-choice.ts";
import { openServer } from "./open-server.ts";

export type OpenedModel = {
  readonly model: ChatModel;
  /** "llamacpp", "ollama", … or "in-process". */
  readonly runtime: string;
  /** As the server calls it, or the file's path. */
  readonly modelName: string;
  /** The server's URL; absent in process. */
  readonly address?: string;
  /** Where the window was read. */
  readonly windowSource: string;
  /** The server's build and the model's file, where it tells them: another one has read nothing yet. */
  readonly identity?: string;
  /** The chat template's text, where the server or the file tells it. */
  readonly template?: string;
  /** Requests that it works on at once, as far as that is known. */
  readonly slots?: number;
  /** Sentences a person should see. */
  readonly notices: readonly string[];
  /** The newest request exactly as it was sent; undefined before the first. */
  readonly lastRequest: () => unknown;
  /** The same model for a small question beside the conversation, on another slot where there is one. */
  readonly aside?: (wish: AsideWish) => ChatModel;
  readonly close: () => Promise<void>;
};

export type AsideWish = { readonly temperature: number; readonly maxTokens: number };

export type Opening = {
  /** Told how far a model is loaded before there is a stream that could say it. */
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
};

/** Opens the model that the configuration names; throws ModelError or ConfigError. */
export async function openModel(config: Config, opening: Opening): Promise<OpenedModel> {
  const wish = wishOf(config);
  if (wish.type === "file") return await openFile(config, wish.path, opening);
  const named = wish.choice.url ?? wish.choice.agentUrl;
  if (named !== undefined && !isUrl(named)) throw new ConfigError(noAddress(named));
  if (config.fields.offline && named !== undefined) refuseRemote(config, named, undefined);
  const found = await resolveModel(wish.choice, opening.signal);
  if (found.type === "file") return await openFile(config, found.path, opening);
  if (config.fields.offline) refuseRemote(config, found.url, found.provider);
  return await openServer(config, found, opening);
}

async function openFile(config: Config, path: string, opening: Opening): Promise<OpenedModel> {
  const { openGguf } = await import("./open-gguf.ts");
  return await openGguf(config, path, opening);
}

/** --offline: nothing but this machine and its network is ever asked. */
function refuseRemote({ fields }: Config, url: string, provider: string | undefined): void {
  const isOurs = provider !== undefined && fields.providers?.[provider]?.local === true;
  if (isLocalUrl(url) || isOurs) return;
  throw new ConfigError(`--offline: ${url} is remote. Choose a model on this machine or network.`);
}
