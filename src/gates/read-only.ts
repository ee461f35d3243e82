import type { GatedCall } from "../core/gate.ts";
import type { Sandbox } from "../core/tool.ts";
import type { Ruling } from "./decide.ts";

/** A command that is let through because it only reads is held to that where the sandbox can. */
export function heldToReading(gated: GatedCall, rulings: readonly Ruling[]): GatedCall {
  if (gated.tool.effect !== "execute" || !rulings.every((ruling) => ruling.reads)) return gated;
  const { sandbox } = gated.context;
  const readOnly: Sandbox = {
    name: sandbox.name,
    statement: sandbox.statement,
    exec: (command, options) => sandbox.exec(command, { ...options, readOnly: true }),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
  return { ...gated, context: { ...gated.context, sandbox: readOnly } };
}
