import { refuse, type Tool } from "./tool.ts";

/** `unknown`: there is no such tool. `unfit`: its arguments cannot be used. */
export type RefusedKind = "unknown" | "unfit";

const names: Readonly<Record<RefusedKind, string>> = {
  unknown: "unknown call",
  unfit: "unfit call",
};

/**
 * Stands in for a call that found no tool or does not fit it: it only answers. So gates see such
 * calls too, and one that is made again and again is noticed.
 */
export function refusedCall(kind: RefusedKind, text: string): Tool {
  const name = names[kind];
  return {
    name,
    aliases: [],
    argumentAliases: {},
    schema: { name, description: "", parameters: {} },
    input: { safeParseAsync: (data) => Promise.resolve({ success: true, data }) },
    effect: "read",
    run: () => Promise.resolve(refuse(text)),
  };
}

/** Why a call is only a stand-in; undefined for a real one. */
export function refusedKind(tool: Tool): RefusedKind | undefined {
  if (tool.name === names.unknown) return "unknown";
  return tool.name === names.unfit ? "unfit" : undefined;
}
