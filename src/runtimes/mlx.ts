import { peek } from "./ask.ts";
import { listedModels, servedByList } from "./list.ts";
import { modelRows } from "./rows.ts";
import type { Runtime } from "./types.ts";

/** mlx_lm.server lists what the Hugging Face cache holds, and tells no window. */
export const mlx: Runtime = {
  name: "mlx",
  title: "mlx_lm.server",
  prefixes: ["mlx"],
  url: "http://localhost:1234",
  local: true,
  api: "openai",

  // It stands on Python's own HTTP server, which none of the others does.
  async identify(address, signal) {
    const said = await peek(address, "/v1/models", signal);
    const isPython = said?.headers.get("server")?.startsWith("BaseHTTP/") ?? false;
    return isPython && modelRows(said?.body) !== undefined;
  },

  models: listedModels,

  served: (wanted, signal) => servedByList(mlx, wanted, { strict: false, fix: () => "" }, signal),

  startHint: (url, model) =>
    `mlx_lm.server --model ${model || "MODEL"} --port ${new URL(url).port || "80"}`,
};
