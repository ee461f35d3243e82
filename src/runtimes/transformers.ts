import { peek } from "./ask.ts";
import { listedModels, servedByList } from "./list.ts";
import { modelRows } from "./rows.ts";
import type { Runtime } from "./types.ts";

/** `transformers serve`: loads any model of the Hugging Face cache on request, and tells no window. */
export const transformers: Runtime = {
  name: "transformers",
  title: "transformers serve",
  prefixes: ["transformers"],
  url: "http://localhost:8000",
  local: true,
  api: "openai",

  // A FastAPI server that marks every answer with a request id and has no sign of its own but that.
  async identify(address, signal) {
    const [models, health] = await Promise.all([
      peek(address, "/v1/models", signal),
      peek(address, "/health", signal),
    ]);
    const isMarked = models?.headers.has("x-request-id") ?? false;
    const isHealthy = health?.body instanceof Object && "status" in health.body;
    const rows = modelRows(models?.body);
    return isMarked && isHealthy && (rows?.every(isPlain) ?? false);
  },

  models: listedModels,

  served: (wanted, signal) =>
    servedByList(transformers, wanted, { strict: false, fix: () => "" }, signal),

  startHint: (url) => `transformers serve --port ${new URL(url).port || "80"}`,
};

function isPlain(row: { owned_by?: string | undefined; max_model_len?: number | undefined }) {
  return row.owned_by !== undefined && row.max_model_len === undefined;
}
