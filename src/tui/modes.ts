import type { PermissionMode } from "../gates/decide.ts";

/** In the order in which Shift+Tab goes through them. */
export const modes: readonly PermissionMode[] = ["ask", "auto-edit", "plan", "yolo"];

export function modeAfter(mode: PermissionMode): PermissionMode {
  return modes[(modes.indexOf(mode) + 1) % modes.length] ?? "ask";
}

const meanings: Readonly<Record<PermissionMode, string>> = {
  ask: "asks before it writes or runs anything",
  "auto-edit": "edits files without asking; commands only inside a sandbox",
  plan: "only reads",
  yolo: "runs everything without asking",
};

export function modeMeaning(mode: PermissionMode): string {
  return `Permissions: ${mode}: ${meanings[mode]}.`;
}
