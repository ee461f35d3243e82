import type { Effect } from "../core/tool.ts";
import { harmlessFiles, isPlainPlace, type Scope, staysInside } from "./command-paths.ts";
import { type DangerWord, dangerOf } from "./danger.ts";
import { isReadOnly } from "./read-only-commands.ts";
import {
  exactRule,
  type PermissionAction,
  type PermissionRule,
  type RuleSubject,
  rulingOn,
} from "./rules.ts";
import { isLiteral, partText, type ShellPart, type Unclear } from "./shell-part.ts";

/**
 * `ask`: reading is allowed, all else asks. `auto-edit`: reading and writing are allowed, and commands
 * inside a real sandbox. `plan`: only reading. `yolo`: everything but what no mode allows.
 */
export type PermissionMode = "ask" | "auto-edit" | "plan" | "yolo";

export type Why = "rule" | "mode" | "planning" | DangerWord | `unclear_${Unclear}`;

export type Ruling = {
  readonly action: PermissionAction;
  readonly why: Why;
  /** What it is about, as rules see it. */
  readonly text: string;
  readonly effect: Effect;
  /** What "always" would allow; absent where nothing exact can be said. */
  readonly grant?: PermissionRule;
  /** Allowed because it only reads: it may be held to that. */
  readonly reads?: true;
};

export type Policy = {
  readonly mode: PermissionMode;
  readonly rules: readonly PermissionRule[];
  /** A sandbox without network that keeps writes below the root. */
  readonly sandboxed: boolean;
};

/** Rules on a tool that is no shell: its effect, its name and what it is about. */
export function decideCall(subject: RuleSubject, policy: Policy): Ruling {
  const { text, effect } = subject;
  const grant = exactRule(subject);
  const rule = rulingOn(policy.rules, subject);
  const planned = effect !== "read" && policy.mode === "plan";
  if (planned) return { action: "deny", why: "planning", text, effect };
  if (policy.mode === "yolo")
    return underYolo({ action: "allow", why: "mode", text, effect }, rule);
  if (rule) return { action: rule.action, why: "rule", text, effect, grant };
  const isFree = effect === "read" || (effect === "write" && policy.mode === "auto-edit");
  return { action: isFree ? "allow" : "ask", why: "mode", text, effect, grant };
}

/** Rules on one part of a command line. */
export function decidePart(part: ShellPart, scope: Scope, policy: Policy): Ruling {
  const subject = subjectOf(part);
  const grant = isLiteral(part) ? { grant: exactRule(subject) } : {};
  const base = { text: subject.text, effect: subject.effect, ...grant };
  const danger = dangerOf(part, scope);
  if (danger?.level === "never") return { ...base, action: "deny", why: danger.why };
  const rule = rulingOn(policy.rules, subject);
  if (rule?.action === "deny") return { ...base, action: "deny", why: "rule" };
  if (policy.mode === "yolo") return { ...base, action: "allow", why: "mode" };
  const reads = onlyReads(part, scope);
  if (policy.mode === "plan" && !reads) return { ...base, action: "deny", why: "planning" };
  if (policy.mode !== "plan" && rule && mayDecide(rule, part)) {
    return { ...base, action: rule.action, why: "rule" };
  }
  if (reads) return { ...base, action: "allow", why: "mode", reads };
  if (danger) return { ...base, action: "ask", why: danger.why };
  return { ...base, ...byMode(part, scope, policy) };
}

function subjectOf(part: ShellPart): RuleSubject {
  const writes = part.type === "redirect" && part.writes;
  const effect = part.type === "redirect" ? (writes ? "write" : "read") : "execute";
  return { tool: "shell", effect, text: partText(part) };
}

/** A pattern can say nothing of what is known only at run time; a rule without one means everything. */
function mayDecide(rule: PermissionRule, part: ShellPart): boolean {
  return rule.action !== "allow" || rule.match === undefined || part.type !== "unclear";
}

function onlyReads(part: ShellPart, scope: Scope): true | undefined {
  switch (part.type) {
    case "command":
      return isReadOnly(part, scope) || undefined;
    case "redirect":
      return (
        (part.writes ? harmlessFiles.has(part.target.text) : staysInside(part.target, scope)) ||
        undefined
      );
    case "computed":
    case "unclear":
      return undefined;
  }
}

function byMode(
  part: ShellPart,
  scope: Scope,
  { mode, sandboxed }: Policy,
): Pick<Ruling, "action" | "why"> {
  // The sandbox holds whatever an unclear part turns out to be, so there it runs like the rest.
  if (mode === "auto-edit" && sandboxed) return { action: "allow", why: "mode" };
  if (part.type === "unclear") return { action: "ask", why: `unclear_${part.why}` };
  const isEdit = part.type === "redirect" && part.writes && isPlainPlace(part.target, scope);
  return { action: mode === "auto-edit" && isEdit ? "allow" : "ask", why: "mode" };
}

function underYolo(allowed: Ruling, rule: PermissionRule | undefined): Ruling {
  return rule?.action === "deny" ? { ...allowed, action: "deny", why: "rule" } : allowed;
}

/** Allowed only if all parts are, denied if any is; in between it asks about those that need it. */
export function combine(rulings: readonly Ruling[]): {
  readonly action: PermissionAction;
  readonly about: readonly Ruling[];
} {
  for (const action of ["deny", "ask"] as const) {
    const about = rulings.filter((ruling) => ruling.action === action);
    if (about.length > 0) return { action, about };
  }
  return { action: "allow", about: [] };
}
