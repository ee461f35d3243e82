import type { GatedCall } from "../core/gate.ts";
import type { ToolResult } from "../core/tool.ts";
import type { Ruling } from "./decide.ts";
import type { PermissionQuestion } from "./permission.ts";
import type { GateSay } from "./say.ts";

const aboutChars = 300;

/** What a person is asked about the parts that need it. */
export function questionOf(
  { call, tool }: GatedCall,
  about: readonly Ruling[],
  say: GateSay,
): PermissionQuestion {
  const grants = about.flatMap((ruling) => ruling.grant ?? []);
  return {
    callId: call.id,
    tool: tool.name,
    effect: tool.effect,
    about: about.map((ruling) => ruling.text || tool.name),
    why: whyOf(about, say),
    grants: grants.length === about.length ? grants : [],
  };
}

/** A refusal that names what was refused, why, and what to do instead. */
export function denied(
  { tool }: GatedCall,
  about: readonly Ruling[],
  say: GateSay,
  word: "permission_denied" | "permission_nobody",
): ToolResult {
  const what = listed(about, tool.name);
  const instead = say(insteadOf(about));
  return { text: say(word, { what, why: whyOf(about, say), instead }), failed: true, denied: true };
}

export function answeredNo(
  about: readonly Ruling[],
  text: string | undefined,
  say: GateSay,
): ToolResult {
  const what = listed(about, "");
  const said =
    text === undefined || text.trim() === ""
      ? say("permission_said_no", { what })
      : say("permission_said_no_with", { what, text });
  return { text: said, failed: true, denied: true };
}

function listed(about: readonly Ruling[], tool: string): string {
  const texts = [...new Set(about.map((ruling) => ruling.text || tool))];
  const list = texts.map((text) => `"${text}"`).join(", ");
  return list.length > aboutChars ? `${list.slice(0, aboutChars)}…` : list;
}

function whyOf(about: readonly Ruling[], say: GateSay): string {
  return say(`permission_why_${about[0]?.why ?? "mode"}`);
}

function insteadOf(about: readonly Ruling[]) {
  if (about.some((ruling) => ruling.why === "planning")) return "permission_instead_planning";
  return `permission_instead_${about[0]?.effect ?? "execute"}` as const;
}
