import type { EditFormat } from "../kit.ts";

const tools: Readonly<Record<EditFormat, readonly string[]>> = {
  replace: ["edit", "write"],
  anchored: ["edit", "write"],
  patch: ["apply_patch", "write"],
  whole: ["write"],
};

/** Which of the tools that change files an agent with this edit format offers. */
export function toolsForEditFormat(format: EditFormat): readonly string[] {
  return tools[format];
}
