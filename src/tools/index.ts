import type { ToolPart } from "./kit.ts";

/** Every tool there is; the order is the order in which tables show them. */
export const toolParts: readonly ToolPart[] = [];
