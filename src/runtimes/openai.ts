import { peek } from "./ask.ts";
import { listedModels, listPath, servedByList } from "./list.ts";
import { modelRows } from "./rows.ts";
import type { Runtime } from "./types.ts";

/** Any other server that speaks OpenAI's protocol, and OpenAI itself. */
export const openai: Runtime = {
  name: "openai",
  title: "The OpenAI-compatible server",
  prefixes: ["openai"],
  url: "https://api.openai.com",
  local: false,
  api: "openai",
  urlFromEnv: (env) => env.OPENAI_BASE_URL || undefined,

  async identify(address, signal) {
    const said = await peek(address, listPath(address), signal);
    return modelRows(said?.body) !== undefined;
  },

  models: listedModels,

  served: (wanted, signal) =>
    servedByList(openai, wanted, { strict: false, fix: () => "" }, signal),

  startHint: () => "the command of your server",
};
