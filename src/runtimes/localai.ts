import { peek } from "./ask.ts";
import { listedModels, servedByList } from "./list.ts";
import { modelRows } from "./rows.ts";
import type { Runtime } from "./types.ts";

/** LocalAI shares its port with llama-server and answers some of Ollama's paths, so it is known by its own. */
export const localai: Runtime = {
  name: "localai",
  title: "LocalAI",
  prefixes: ["localai", "local_ai"],
  url: "http://localhost:8080",
  local: true,
  api: "openai",

  async identify(address, signal) {
    const [card, ready, models] = await Promise.all([
      peek(address, "/.well-known/localai.json", signal),
      peek(address, "/readyz", signal),
      peek(address, "/v1/models", signal),
    ]);
    if (card?.body instanceof Object && "endpoints" in card.body) return true;
    // LM Studio says 200 to every path; its answer to this one is an error in JSON.
    const isReady = ready !== undefined && !(ready.body instanceof Object);
    return isReady && modelRows(models?.body) !== undefined;
  },

  models: listedModels,

  served: (wanted, signal) => {
    const fix = (model: string) => `Install it with: local-ai models install ${model}`;
    return servedByList(localai, wanted, { strict: true, fix }, signal);
  },

  startHint: (url) => `local-ai run --address :${new URL(url).port || "80"}`,
};
