import { type ModelDelta, ModelError } from "../../core/model.ts";
import { type Engine, openEngine } from "./engine.ts";
import { asModelError } from "./load-error.ts";
import type { Answer, FromChild, LlamaSettings, ToChild } from "./protocol.ts";
import { asItIs, type Steer } from "./turn.ts";

/** Answers its parent, one request at a time; `steer` is the tests' way to say what a reply will be. */
export function serve(steer: Steer = asItIs): void {
  const running = new Map<number, AbortController>();
  let engine: Engine | undefined;
  let last: Promise<void> = Promise.resolve();

  const answer = async (message: Exclude<ToChild, { type: "abort" }>): Promise<Answer> => {
    const { id } = message;
    const push = (delta: ModelDelta): void => send({ type: "delta", id, delta });
    if (message.type === "load") {
      engine = await openEngine(message.settings, push, steer);
      return { type: "loaded", id, loaded: engine.loaded };
    }
    const signal = running.get(id)?.signal ?? AbortSignal.abort();
    signal.throwIfAborted();
    if (engine === undefined) throw new ModelError("unreachable", "The model is not loaded.");
    const { request, aside } = message;
    return { type: "reply", id, reply: await engine.reply({ request, aside }, push, signal) };
  };

  const settle = async (message: Exclude<ToChild, { type: "abort" }>): Promise<void> => {
    const settings = message.type === "load" ? message.settings : undefined;
    try {
      send(await answer(message));
    } catch (error) {
      const aborted = running.get(message.id)?.signal.aborted === true;
      send(aborted ? { type: "aborted", id: message.id } : failed(message.id, error, settings));
    }
    running.delete(message.id);
  };

  process.on("message", (message: ToChild) => {
    if (message.type === "abort") return running.get(message.id)?.abort();
    running.set(message.id, new AbortController());
    const before = last;
    last = before.then(() => settle(message));
  });
  endWithParent();
}

function failed(id: number, error: unknown, settings: LlamaSettings | undefined): Answer {
  const { kind, message } = asModelError(error, settings);
  return { type: "failed", id, kind, text: message };
}

function send(message: FromChild): void {
  process.send?.(message);
}

function endWithParent(): void {
  process.on("disconnect", () => process.exit(0));
  // Ctrl-C in a terminal reaches the whole group; what is cancelled by it is the parent's choice.
  process.on("SIGINT", () => undefined);
}
