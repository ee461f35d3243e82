import { peek } from "./ask.ts";
import { listedModels, servedByList } from "./list.ts";
import { modelRows } from "./rows.ts";
import type { Address, Runtime } from "./types.ts";

export const vllm: Runtime = {
  name: "vllm",
  title: "vLLM",
  prefixes: ["vllm"],
  url: "http://localhost:8000",
  local: true,
  api: "openai",

  async identify(address, signal) {
    const said = await peek(address, "/v1/models", signal);
    return modelRows(said?.body)?.some((row) => row.owned_by === "vllm") ?? false;
  },

  models: listedModels,

  async served(wanted, signal) {
    const fix = (model: string) => `Start one that serves it: ${vllm.startHint(wanted.url, model)}`;
    const [served, version] = await Promise.all([
      servedByList(vllm, wanted, { strict: true, fix }, signal),
      versionOf(wanted, signal),
    ]);
    return { ...served, ...(version === undefined ? {} : { identity: `vLLM ${version}` }) };
  },

  startHint: (url, model) => `vllm serve ${model || "MODEL"} --port ${new URL(url).port || "80"}`,
};

async function versionOf(address: Address, signal: AbortSignal): Promise<string | undefined> {
  const body = (await peek(address, "/version", signal))?.body;
  return body instanceof Object && "version" in body ? String(body.version) : undefined;
}
