import type { ChatModel } from "../core/model.ts";
import type { PhaseRole } from "../core/phase.ts";
import { type Route, routed } from "../models/routed.ts";
import type { Config, Layer } from "./config.ts";
import { type OpenedModel, openModel } from "./open-model.ts";

/** The phase or stage that the next request belongs to. */
export type Place = { readonly name: string; readonly role: PhaseRole | undefined };

export type Routes = AsyncDisposable & { readonly model: ChatModel };

/** The model of `roles` for each phase or stage; each is opened when it is first needed. */
export function openRoutes(config: Config, usual: ChatModel, place: () => Place): Routes {
  const { roles = {} } = config.fields;
  const opened = new Map<string, Promise<OpenedModel>>();
  const open = async (spec: string): Promise<ChatModel> => {
    const opening = { onProgress: () => undefined, signal: new AbortController().signal };
    const known = opened.get(spec) ?? openModel(configFor(config, spec), opening);
    opened.set(spec, known);
    return (await known).model;
  };
  const route = (): Route | undefined => {
    const role = roleAt(roles, place());
    const spec = role === undefined ? undefined : roles[role];
    if (role === undefined || spec === undefined || spec === config.fields.model) return undefined;
    return { name: role, model: () => open(spec) };
  };
  const missing = (role: string, why: string) =>
    `${role} role unavailable → using the execute model. ${why}`;
  return {
    model: routed(usual, { route, missing }),
    async [Symbol.asyncDispose]() {
      for (const one of opened.values()) {
        const model = await one.catch(() => undefined);
        await model?.close();
      }
    },
  };
}

function roleAt(
  roles: Readonly<Record<string, string>>,
  { name, role }: Place,
): string | undefined {
  const named = [name, role ?? "", role === "implement" ? "execute" : ""];
  return named.find((one) => one !== "" && roles[one] !== undefined);
}

/** The same configuration with another model; an address of the usual one is not that one's. */
function configFor(config: Config, spec: string): Config {
  const isPlaced = spec.includes("/") || spec.endsWith(".gguf");
  const without = ({ source, fields }: Layer): Layer => {
    const { model: _model, model_path: _path, ...others } = fields;
    const { url: _url, base_url: _base, provider: _provider, ...rest } = others;
    return { source, fields: isPlaced ? rest : others };
  };
  const layers = [...config.layers.map(without), { source: "roles", fields: { model: spec } }];
  const agent = {
    ...config.agent,
    fields: without({ source: "", fields: config.agent.fields }).fields,
  };
  const { fields } = without({ source: "", fields: config.fields });
  return { ...config, agent, layers, fields: { ...fields, model: spec } };
}
