import { type ChatModel, ModelError, type ModelEvent } from "../core/model.ts";
import { idle, withIdleLimit } from "./http.ts";
import { wrapped } from "./wrapped.ts";

/**
 * Ends an answer that goes silent in its middle for longer than `idleMs`; before it begins there is no
 * limit, as loading and reading a prompt may take any time. `who` is the subject of the sentence.
 */
export function idleLimit(model: ChatModel, idleMs: number | undefined, who: string): ChatModel {
  if (idleMs === undefined) return model;
  return wrapped(model, async function* (request, signal) {
    const control = new AbortController();
    const either = AbortSignal.any([signal, control.signal]);
    try {
      yield* withIdleLimit(model.stream(request, either), { idleMs, isAnswer }, control);
    } catch (error) {
      if (signal.aborted || control.signal.reason !== idle) throw error;
      const text = `${who} sent nothing for ${idleMs / 1_000} s in the middle of its answer.`;
      throw new ModelError("unreachable", text, { cause: error });
    }
  });
}

function isAnswer({ type }: ModelEvent): boolean {
  return type === "text" || type === "thinking" || type === "calling";
}
