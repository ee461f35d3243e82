import type { Entry } from "../core/event.ts";
import { type Gate, throughGates } from "../core/gate.ts";
import type { Parts } from "./assemble.ts";

/**
 * All gates as one that is loaded while the model reads its prompt: a start is not made slower by what
 * only a call needs. By the time a call passes it the sandbox is open.
 */
export function lateGate(parts: Parts, history: readonly Entry[]): Gate {
  let chain: Promise<readonly Gate[]> | undefined;
  const load = () => {
    chain ??= import("./gates.ts").then(({ gatesOf }) => gatesOf(parts, [...history]));
    return chain;
  };
  setTimeout(load, 0).unref();
  return async (gated, next) => {
    const sandbox = await parts.sandbox.open();
    const run = throughGates(await load(), next);
    return await run({ ...gated, context: { ...gated.context, sandbox } });
  };
}
