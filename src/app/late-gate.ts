import { type Gate, throughGates } from "../core/gate.ts";
import type { Parts } from "./assemble.ts";
import type { Told } from "./gates.ts";

/**
 * All gates of a conversation as one for each run. They are loaded while the model reads its prompt: a
 * start is not made slower by what only a call needs. By the time a call passes the sandbox is open.
 */
export function lateGates(parts: Parts, told: Told): () => Gate {
  let loaded: Promise<() => readonly Gate[]> | undefined;
  const load = () => {
    loaded ??= import("./gates.ts").then(({ gatesOf }) => gatesOf(parts, told));
    return loaded;
  };
  return () => {
    let chain: Promise<readonly Gate[]> | undefined;
    setTimeout(load, 0).unref();
    return async (gated, next) => {
      const sandbox = await parts.sandbox.open();
      chain ??= load().then((gatesForRun) => gatesForRun());
      const run = throughGates(await chain, next);
      return await run({ ...gated, context: { ...gated.context, sandbox } });
    };
  };
}
