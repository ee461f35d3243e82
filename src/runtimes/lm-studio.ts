// The small build of zod: a start waits for this file.
import * as z from "zod/mini";
import { ModelError } from "../core/model.ts";
import { onFirstUse } from "../lib/on-first-use.ts";
import { ask, askPatiently, peek } from "./ask.ts";
import { servedByList } from "./list.ts";
import { missingModel, unclearModel } from "./missing.ts";
import { isAnyModel } from "./rows.ts";
import type { Runtime, Served, Wanted } from "./types.ts";
import { windowFor } from "./window.ts";

const row = onFirstUse(() =>
  z.looseObject({
    id: z.string(),
    type: z.string(),
    state: z.string(),
    arch: z.optional(z.string()),
    quantization: z.optional(z.string()),
    loaded_context_length: z.optional(z.number().check(z.positive())),
    capabilities: z.optional(z.array(z.string())),
  }),
);

type Row = z.infer<ReturnType<typeof row>>;

const path = "/api/v0/models";
const list = onFirstUse(() => z.looseObject({ data: z.array(row()) }));

export const lmStudio: Runtime = {
  name: "lm-studio",
  title: "LM Studio",
  prefixes: ["lm_studio", "lmstudio", "lm-studio"],
  url: "http://localhost:1234",
  local: true,
  api: "openai",

  async identify(address, signal) {
    const said = await peek(address, path, signal);
    return said !== undefined && list().safeParse(said.body).success;
  },

  async models(address, signal) {
    const said = await peek(address, path, signal);
    return chatModels(said?.body).map((one) => one.id);
  },

  async served(wanted, signal) {
    const before = chatModels((await ask(lmStudio, wanted, { path }, signal)).body);
    if (before.length === 0) {
      const fix = (model: string) => `Download it with: lms get ${model}`;
      return servedByList(lmStudio, wanted, { strict: true, fix }, signal);
    }
    const chosen = choose(before, wanted);
    const loaded = chosen.state === "loaded" ? chosen : await load(chosen, wanted, signal);
    return describe(loaded, wanted);
  },

  startHint: (url) => `lms server start --port ${new URL(url).port || "80"}`,
};

function chatModels(body: unknown): readonly Row[] {
  return (list().safeParse(body).data?.data ?? []).filter((one) => one.type !== "embeddings");
}

function choose(rows: readonly Row[], wanted: Wanted): Row {
  const names = rows.map((one) => one.id);
  if (isAnyModel(wanted.model)) {
    const loaded = rows.filter((one) => one.state === "loaded");
    const [only, ...others] = loaded.length > 0 ? loaded : rows;
    if (only === undefined || others.length > 0) {
      throw unclearModel(lmStudio.title, wanted, names);
    }
    return only;
  }
  const name = wanted.model.toLowerCase();
  const found = rows.find((one) => one.id.toLowerCase() === name);
  if (found !== undefined) return found;
  const fix = `Download it with: lms get ${wanted.model}`;
  throw missingModel(lmStudio.title, wanted, names, fix);
}

/**
 * LM Studio chooses the window when it loads, and it is seldom the model's largest; so the model is
 * loaded by a request for one token, and the window read afterwards.
 */
async function load(chosen: Row, wanted: Wanted, signal: AbortSignal): Promise<Row> {
  const messages = [{ role: "user", content: "hi" }];
  const body = { model: chosen.id, messages, max_tokens: 1 };
  const question = { path: "/v1/chat/completions", body };
  const said = await askPatiently(lmStudio, wanted, question, signal);
  if (said.status !== 200) {
    const window = wanted.nCtx === undefined ? "" : ` --context-length ${wanted.nCtx}`;
    const message = `LM Studio has not loaded "${chosen.id}". Load it with: lms load ${chosen.id}${window}`;
    throw new ModelError("missing", message, { status: said.status });
  }
  const after = chatModels((await ask(lmStudio, wanted, { path }, signal)).body);
  return after.find((one) => one.id === chosen.id) ?? chosen;
}

function describe(one: Row, wanted: Wanted): Served {
  const tokens = one.loaded_context_length;
  const source = "LM Studio /api/v0/models loaded_context_length";
  const identity = [one.arch, one.quantization].filter(Boolean).join(" ");
  return {
    model: one.id,
    ...windowFor(lmStudio.title, tokens === undefined ? undefined : { tokens, source }, wanted),
    ...(identity === "" ? {} : { identity }),
    vision: one.type === "vlm",
    ...(one.capabilities === undefined ? {} : { tools: one.capabilities.includes("tool_use") }),
  };
}
