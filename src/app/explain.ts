import { settingsFields } from "./check-fields.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";

export type Explained = { readonly value: unknown; readonly source: string };

/** Every layer that sets a field, the winner last. */
export function explain(config: Config, key: string): readonly Explained[] {
  const [first = "", ...rest] = key.split(".");
  if (!settingsFields.includes(first)) {
    throw new ConfigError(`There is no setting "${key}". Settings: ${settingsFields.join(", ")}.`);
  }
  return config.layers.flatMap(({ source, fields }) => {
    const value = [first, ...rest].reduce<unknown>(inside, fields);
    return value === undefined ? [] : [{ value, source }];
  });
}

function inside(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
