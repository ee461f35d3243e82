import { basename } from "node:path";
import { ModelError } from "../../core/model.ts";
import { type Child, type Push, startChild } from "./child.ts";
import type { LlamaSettings, Loaded } from "./protocol.ts";

export type Held = { readonly child: Child; readonly loaded: Loaded };

/** Keeps one child with the model loaded, and starts the next one after a crash. */
export type Holder = AsyncDisposable & {
  /** Throws ModelError, or the signal's reason as soon as it aborts; the loading itself goes on. */
  ready(push: Push, signal: AbortSignal): Promise<Held>;
  readonly pid: () => number | undefined;
};

export function holdChild(entry: string, first: LlamaSettings): Holder {
  let settings = first;
  let child: Child | undefined;
  let held: Promise<Held> | undefined;
  let closed = false;
  const open = async (push: Push): Promise<Held> => {
    child = startChild(entry);
    try {
      const answer = await child.ask({ type: "load", settings }, push, neverAborted());
      if (answer.type !== "loaded") throw new ModelError("unreachable", "The model did not load.");
      // A restart must serve the window that was promised.
      settings = { ...settings, contextTokens: answer.loaded.contextTokens };
      return { child, loaded: answer.loaded };
    } catch (error) {
      held = undefined;
      await child.stop();
      throw error;
    }
  };
  return {
    async ready(push, signal) {
      if (closed) throw new ModelError("unreachable", `${basename(first.path)} was closed.`);
      if (child?.ended()) held = undefined;
      held ??= open(push);
      return await unlessAborted(held, signal);
    },
    pid: () => (child?.ended() === false ? child.pid : undefined),
    async [Symbol.asyncDispose]() {
      closed = true;
      await child?.stop();
    },
  };
}

function neverAborted(): AbortSignal {
  return new AbortController().signal;
}

async function unlessAborted<Value>(wait: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([wait, promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
