import type { EndReason } from "../../core/event.ts";
import type { NoticeLevel } from "../item.ts";
import type { Pen, Role } from "../paint.ts";
import { clean } from "./clean.ts";
import { wrap } from "./text.ts";

const signs: Readonly<Record<NoticeLevel, { readonly sign: string; readonly role: Role }>> = {
  plain: { sign: "·", role: "dim" },
  warning: { sign: "!", role: "warning" },
  error: { sign: "✗", role: "error" },
};

export function noticeLines(
  level: NoticeLevel,
  text: string,
  { paint, width }: Pen,
): readonly string[] {
  const { sign, role } = signs[level];
  const lines = wrap(clean(text).trim(), width - 2);
  return lines.map((line, at) => paint(role, `${at === 0 ? sign : " "} ${line}`.trimEnd()));
}

/** Why a run ended, and what to do about it; nothing where it is done, or where its call says so already. */
export function endLines(reason: EndReason, detail: string, pen: Pen): readonly string[] {
  if (reason === "done" || reason === "denied") return [];
  const { level, advice } = endings[reason];
  const said = reason === "cancelled" ? "Stopped." : detail.trim() || `The run ended: ${reason}.`;
  return noticeLines(level, advice === "" ? said : `${said} ${advice}`, pen);
}

type Ending = { readonly level: NoticeLevel; readonly advice: string };

const goOn = 'Say "go on" and it works on.';

const endings: Readonly<Record<Exclude<EndReason, "done" | "denied">, Ending>> = {
  blocked: { level: "warning", advice: "" },
  empty: { level: "warning", advice: "Ask again, in other words." },
  loop: { level: "warning", advice: "Say what to do differently, or go back with /rewind." },
  overflow: { level: "error", advice: "/compact makes room." },
  truncated: { level: "warning", advice: "" },
  "turn-limit": { level: "warning", advice: goOn },
  "time-limit": { level: "warning", advice: goOn },
  "token-limit": { level: "warning", advice: goOn },
  cancelled: { level: "warning", advice: "Say what to do instead." },
  unreachable: { level: "error", advice: "" },
  missing: { level: "error", advice: "" },
  failed: { level: "error", advice: "" },
};
