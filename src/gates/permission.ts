import type { Gate } from "../core/gate.ts";
import { refusedKind } from "../core/refused-call.ts";
import type { Effect, Sandbox } from "../core/tool.ts";
import { rulingsOn } from "./call-rulings.ts";
import { combine, type PermissionMode } from "./decide.ts";
import { type Grants, openGrants } from "./grants.ts";
import { heldToReading } from "./read-only.ts";
import { answeredNo, denied, questionOf } from "./refusal.ts";
import { builtInRules, type PermissionRule } from "./rules.ts";
import type { GateSay } from "./say.ts";

/** What a person is asked; nothing runs until it is answered. */
export type PermissionQuestion = {
  readonly callId: string;
  readonly tool: string;
  readonly effect: Effect;
  /** The parts that need the answer: commands, paths. */
  readonly about: readonly string[];
  /** One sentence. */
  readonly why: string;
  /** Exactly what "always" would allow from now on; empty where that cannot be said. */
  readonly grants: readonly PermissionRule[];
};

export type PermissionAnswer =
  | { readonly type: "once" }
  | { readonly type: "always" }
  /** `text` tells the model what to do instead. */
  | { readonly type: "no"; readonly text?: string };

export type PermissionOptions = {
  /** Asked anew for each call where it is a function. */
  readonly mode: PermissionMode | (() => PermissionMode);
  /** The last rule that fits decides. */
  readonly rules: readonly PermissionRule[];
  readonly root: string;
  readonly say: GateSay;
  /** Without it nobody is there: what would be asked is refused at once. */
  readonly ask?: (question: PermissionQuestion, signal: AbortSignal) => Promise<PermissionAnswer>;
  /** Where "always" is kept. Default: nowhere but in this gate. */
  readonly grants?: Grants;
  /** Told of the rules that "always" added. */
  readonly onGrant?: (rules: readonly PermissionRule[]) => void;
};

/** Lets a call through, asks a person, or refuses; a refusal is a result that says what to do. */
export function permissionGate(options: PermissionOptions): Gate {
  const grants = options.grants ?? openGrants();
  return async (gated, next) => {
    if (refusedKind(gated.tool)) return next(gated);
    const mode = typeof options.mode === "function" ? options.mode() : options.mode;
    const sandboxed = isReal(gated.context.sandbox);
    const rules = [...builtInRules, ...options.rules, ...grants.granted()].filter(
      (rule) => !grants.isWithdrawn(rule),
    );
    const rulings = await rulingsOn(gated, options.root, { mode, rules, sandboxed });
    const { action, about } = combine(rulings);
    if (action === "allow") return next(heldToReading(gated, rulings));
    if (action === "deny") return denied(gated, about, options.say, "permission_denied");
    if (options.ask === undefined) return denied(gated, about, options.say, "permission_nobody");
    const question = questionOf(gated, about, options.say);
    const answer = await options.ask(question, gated.context.signal);
    if (answer.type === "no") return answeredNo(about, answer.text, options.say);
    if (answer.type === "always") {
      grants.grant(question.grants);
      options.onGrant?.(question.grants);
    }
    return next(gated);
  };
}

/** A sandbox that keeps writes below the root and has no network; its name says so. */
function isReal(sandbox: Sandbox): boolean {
  return ["bwrap", "docker", "podman"].includes(sandbox.name);
}
