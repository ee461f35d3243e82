import type { Gate, GatedCall } from "../core/gate.ts";
import { refusedKind } from "../core/refused-call.ts";
import type { Effect, ToolResult } from "../core/tool.ts";
import { rulingsOn } from "./call-rulings.ts";
import { heldToReading } from "./read-only.ts";
import type { GateSay } from "./say.ts";

/** What a phase or a stage lets calls do. */
export type Bounds = {
  readonly kind: "phase" | "stage" | "plan";
  readonly name: string;
  readonly effects: readonly Effect[];
  /** The effects in words. */
  readonly allowed: string;
  /** Whether this tool may be used, by its own name, whatever its effect. Default: all may. */
  readonly allowsTool?: (name: string) => boolean;
};

export type BoundsOptions = {
  /** Asked anew for each call; undefined where nothing holds. */
  readonly bounds: () => Bounds | undefined;
  readonly root: string;
  readonly say: GateSay;
};

/**
 * Holds calls to what the phase or stage allows. The tool list stays the same in all of them, so that
 * a local server keeps its prompt cache; a refusal says what to do instead.
 */
export function boundsGate({ bounds, root, say }: BoundsOptions): Gate {
  return async (gated, next) => {
    const held = bounds();
    if (held === undefined || refusedKind(gated.tool)) return next(gated);
    if (held.allowsTool?.(gated.tool.name) === false) return refusal(gated, held, say, "held_tool");
    if (held.effects.includes(gated.tool.effect)) return next(gated);
    const reading = await asReading(gated, root);
    if (reading !== undefined && held.effects.includes("read")) return next(reading);
    return refusal(gated, held, say, "held");
  };
}

const planning = { mode: "plan", rules: [], sandboxed: false } as const;

/** A command that only reads counts as reading, and is held to it; undefined for any other call. */
async function asReading(gated: GatedCall, root: string): Promise<GatedCall | undefined> {
  if (gated.tool.name !== "shell") return undefined;
  const rulings = await rulingsOn(gated, root, planning);
  return rulings.every((ruling) => ruling.reads) ? heldToReading(gated, rulings) : undefined;
}

function refusal(
  { tool }: GatedCall,
  { kind, name, allowed }: Bounds,
  say: GateSay,
  word: "held" | "held_tool",
): ToolResult {
  const instead = say(`held_instead_${kind}`);
  const text = say(word, {
    tool: tool.schema.name,
    kind: say(`held_${kind}`, { name }),
    allowed,
    instead,
  });
  return { text, failed: true, held: name };
}
