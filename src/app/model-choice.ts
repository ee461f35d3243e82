import type { Choice } from "../runtimes/resolve.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import type { Provider, SettingsFile } from "./settings.ts";

export type Wish =
  | { readonly type: "file"; readonly path: string }
  | { readonly type: "choice"; readonly choice: Choice };

/** What the layers of the configuration say about which model is wanted, and where. */
export function wishOf(config: Config): Wish {
  const { fields, env, cwd } = config;
  const over = config.layers.filter(({ source }) => source !== config.agent.file);
  const decisive = config.layers.findLast(({ fields: { model, url, base_url, model_path } }) =>
    [model, url, base_url, model_path].some((value) => value !== undefined),
  );
  const path = decisive?.fields.model_path ?? localFile(decisive?.fields ?? {});
  if (path !== undefined) return { type: "file", path };
  const provider = fields.provider;
  const model = fields.model;
  const spec =
    provider === undefined || hasPrefix(over, model) ? model : `${provider}/${model ?? "any"}`;
  return {
    type: "choice",
    choice: {
      spec,
      url:
        over.findLast(({ fields: own }) => own.url ?? own.base_url)?.fields.url ?? overBase(over),
      agentUrl: config.agent.fields.url ?? config.agent.fields.base_url,
      providers: addressesOf(fields.providers ?? {}),
      env,
      cwd,
      apiKey: apiKeyFor(config, undefined),
    },
  };
}

type Layers = readonly { readonly fields: SettingsFile }[];

function overBase(layers: Layers): string | undefined {
  return layers.findLast(({ fields }) => fields.base_url)?.fields.base_url;
}

/** A model named above the agent with a prefix of its own replaces the agent's provider. */
function hasPrefix(layers: Layers, model: string | undefined): boolean {
  const named = layers.findLast(({ fields }) => fields.model !== undefined)?.fields.model;
  return named !== undefined && named === model && named.includes("/");
}

function localFile({ model, server_config }: SettingsFile): string | undefined {
  return model === undefined ? server_config?.model_path : undefined;
}

function addressesOf(
  providers: Readonly<Record<string, Provider>>,
): Readonly<Record<string, string>> {
  const named = Object.entries(providers).flatMap(([name, one]) => {
    const url = one.baseURL ?? one.base_url ?? one.api_base;
    return url === undefined ? [] : [[name, url]];
  });
  return Object.fromEntries(named);
}

/** The key for a provider of the settings, or for any server. None is ever asked for. */
export function apiKeyFor(config: Config, provider: string | undefined): string | undefined {
  const { env, fields } = config;
  const named = provider === undefined ? undefined : fields.providers?.[provider];
  if (named?.api_key !== undefined) return named.api_key;
  if (named?.api_key_env !== undefined) {
    const key = env[named.api_key_env];
    if (key) return key;
    throw new ConfigError(
      `The provider "${provider}" needs a key in the environment variable ${named.api_key_env}.`,
    );
  }
  return env.LOCALCODE_API_KEY || undefined;
}
