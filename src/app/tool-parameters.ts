import { propertiesOf } from "../core/coerce.ts";
import type { JsonSchema } from "../core/model.ts";
import type { Tool } from "../core/tool.ts";
import { nearest } from "../lib/near.ts";
import { ConfigError } from "./config-error.ts";

/** Shows the model these parameters alone, in their order, each of them required; the tool still takes all. */
export function withParameters(tool: Tool, names: readonly string[] | undefined): Tool {
  if (names === undefined) return tool;
  const { parameters } = tool.schema;
  const properties = propertiesOf(parameters);
  const shown = names.map((name) => [name, propertyOf(tool, properties, name)]);
  checkRequired(tool, names);
  return {
    ...tool,
    takes: parameters,
    schema: {
      ...tool.schema,
      parameters: { ...parameters, properties: Object.fromEntries(shown), required: [...names] },
    },
  };
}

function propertyOf(
  tool: Tool,
  properties: Readonly<Record<string, JsonSchema>>,
  name: string,
): JsonSchema {
  const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (property !== undefined) return property;
  const names = Object.keys(properties);
  const [near] = nearest(name, names, 1);
  const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
  throw new ConfigError(
    `"tool_parameters": ${tool.name} has no parameter "${name}".${hint} Parameters: ${names.join(", ")}.`,
  );
}

/** Without them every call would be refused. */
function checkRequired(tool: Tool, names: readonly string[]): void {
  const { required } = tool.schema.parameters;
  const missing = Array.isArray(required)
    ? required.map(String).find((name) => !names.includes(name))
    : undefined;
  if (missing === undefined) return;
  throw new ConfigError(`"tool_parameters": ${tool.name} cannot do without "${missing}". Add it.`);
}
