import { failureOf } from "../app/failure.ts";
import type { AgentEvent } from "../core/event.ts";
import type { Board } from "./board.ts";
import { idle } from "./stage.ts";

/** Starts the events of one run; what it throws is told in a sentence. */
export type Begin = (signal: AbortSignal) => Promise<AsyncIterable<AgentEvent>>;

/** Runs one thing at a time, and stops it. */
export type Turns = {
  /** Returns when the run has ended. */
  run(begin: Begin): Promise<void>;
  /** Runs something else that may be stopped; the model does nothing meanwhile. */
  alone(work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** False where nothing runs. */
  interrupt(): boolean;
  /** Resolves when nothing runs. */
  readonly quiet: () => Promise<void>;
};

export type RunEnded = { readonly ms: number; readonly reason: string };

export function openTurns(board: Board, onEnd: (ended: RunEnded) => void): Turns {
  let control: AbortController | undefined;
  let running: Promise<unknown> = Promise.resolve();
  const follow = async (begin: Begin, signal: AbortSignal): Promise<string> => {
    let reason = "failed";
    for await (const event of await begin(signal)) {
      if (event.type === "end") reason = event.reason;
      board.event(event);
    }
    return reason;
  };
  const busy = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const mine = new AbortController();
    control = mine;
    board.update((state) => ({ ...state, isBusy: true }));
    try {
      await work(mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) board.notice(failureOf(error).message, "error");
    } finally {
      control = undefined;
      board.view({ type: "stage", stage: idle });
      board.update((state) => ({ ...state, isBusy: false }));
    }
  };
  const alone = (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    const done = busy(work);
    running = done;
    return done;
  };
  return {
    alone,
    async run(begin) {
      const started = Date.now();
      let reason = "failed";
      await alone(async (signal) => {
        reason = await follow(begin, signal);
      });
      onEnd({ ms: Date.now() - started, reason });
    },
    interrupt() {
      if (control === undefined) return false;
      control.abort(new Error("Interrupted."));
      return true;
    },
    quiet: async () => {
      await running;
    },
  };
}
