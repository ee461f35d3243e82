import { parameterNamed, propertiesOf, typeOf } from "../../core/coerce.ts";
import type { Tool } from "../../core/tool.ts";

/** A parameter's value from markup, typed by the tool's schema: text stays as written, the rest is JSON. */
export function typedValue(tool: Tool, parameter: string, written: string): unknown {
  const name = parameterNamed(tool, parameter) ?? "";
  const properties = propertiesOf(tool.schema.parameters);
  const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
  const type = typeOf(schema ?? {});
  if (type === undefined || type === "string") return written;
  try {
    return JSON.parse(written);
  } catch {
    return written.trim();
  }
}

/** The value without the line ends that set it apart from its tags: one before and one after, no more. */
export function withoutFrame(written: string): string {
  return written.replace(/^\r?\n/, "").replace(/\r?\n$/, "");
}
