// The small build of zod: a start waits for this file.
import * as z from "zod/mini";
import { askJson } from "../lib/http-json.ts";
import { onFirstUse } from "../lib/on-first-use.ts";
import { ask, askPatiently, limitFor } from "./ask.ts";
import { listedModels, notThis } from "./list.ts";
import { missingModel, unclearModel } from "./missing.ts";
import { findRow, isAnyModel, type ModelRow, modelRows } from "./rows.ts";
import type { Runtime, Served, Wanted } from "./types.ts";
import { windowFor } from "./window.ts";

const props = onFirstUse(() =>
  z.looseObject({
    role: z.optional(z.string()),
    default_generation_settings: z.looseObject({ n_ctx: z.number() }),
    total_slots: z.optional(z.number()),
    model_path: z.optional(z.string()),
    chat_template: z.optional(z.string()),
    modalities: z.optional(z.looseObject({ vision: z.boolean() })),
    build_info: z.optional(z.string()),
  }),
);

type Props = z.infer<ReturnType<typeof props>>;

/** llama.cpp's own server; its window is that of one slot, and differs per model in router mode. */
export const llamaServer: Runtime = {
  name: "llama-server",
  title: "llama-server",
  prefixes: ["llamacpp", "llama_cpp", "llama.cpp", "llama-server"],
  url: "http://localhost:8080",
  local: true,
  api: "openai",

  // While it loads a model every path answers 503, so the header is the only sign.
  async identify({ url, apiKey }, signal) {
    const answer = await askJson({ url: `${url}/props`, apiKey, limitMs: limitFor(url) }, signal);
    if (answer.type === "silent") return false;
    if (answer.headers.get("server") === "llama.cpp") return true;
    return answer.body !== undefined && props().safeParse(answer.body).success;
  },

  models: listedModels,

  async served(wanted, signal) {
    const said = await ask(llamaServer, wanted, { path: "/v1/models" }, signal);
    const rows = modelRows(said.body);
    if (rows === undefined) throw notThis(llamaServer, wanted, said);
    const isRouter = rows.some((row) => row.status !== undefined);
    const row = isRouter ? routed(rows, wanted) : (rows[0] ?? { id: wanted.model });
    const read = await readProps(isRouter ? row.id : undefined, wanted, signal);
    return describe(row, read, wanted, isRouter);
  },

  startHint: (url, model) => {
    const file = model.endsWith(".gguf") ? model : "MODEL.gguf";
    return `llama-server -m ${file} --port ${new URL(url).port || "80"} --jinja`;
  },
};

function routed(rows: readonly ModelRow[], wanted: Wanted): ModelRow {
  const [first] = rows;
  const names = rows.map((row) => row.id);
  if (isAnyModel(wanted.model)) {
    const loaded = rows.filter((row) => row.status?.value === "loaded");
    const only = loaded.length === 1 ? loaded[0] : rows.length === 1 ? first : undefined;
    if (only === undefined) throw unclearModel(llamaServer.title, wanted, names);
    return only;
  }
  const row = findRow(rows, wanted.model);
  if (row !== undefined) return row;
  throw missingModel(
    llamaServer.title,
    wanted,
    names,
    "Add its GGUF to the server's --models-dir.",
  );
}

/** A router's bare /props has a window of 0; with a model's name it loads that model and tells its own. */
async function readProps(
  model: string | undefined,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Props | undefined> {
  const path = model === undefined ? "/props" : `/props?model=${encodeURIComponent(model)}`;
  const said = await askPatiently(llamaServer, wanted, { path }, signal);
  return props().safeParse(said.body).data;
}

function describe(
  row: ModelRow,
  read: Props | undefined,
  wanted: Wanted,
  isRouter: boolean,
): Served {
  const ofProps = read?.default_generation_settings.n_ctx ?? 0;
  const tokens = ofProps > 0 ? ofProps : row.meta?.n_ctx;
  const source = ofProps > 0 ? "llama-server /props" : "llama-server /v1/models meta.n_ctx";
  const window = windowFor("llama-server", tokens ? { tokens, source } : undefined, wanted);
  const notice = [window.notice, isRouter ? undefined : otherName(row, wanted)].filter(Boolean);
  const identity = [read?.build_info, read?.model_path].filter(Boolean).join(" ");
  return {
    model: row.id,
    contextTokens: window.contextTokens,
    source: window.source,
    ...(notice.length > 0 ? { notice: notice.join(" ") } : {}),
    ...(read?.total_slots === undefined ? {} : { slots: read.total_slots }),
    ...(identity === "" ? {} : { identity }),
    ...(read?.chat_template === undefined ? {} : { template: read.chat_template }),
    ...(read?.modalities === undefined ? {} : { vision: read.modalities.vision }),
  };
}

/** A llama-server with one model answers to every name; the person should know which model speaks. */
function otherName(row: ModelRow, { url, model }: Wanted): string | undefined {
  if (isAnyModel(model) || findRow([row], model)) return undefined;
  return `llama-server at ${url} serves "${row.id}"; that is what answers, not "${model}".`;
}
