import type { AgentEvent, EndReason } from "../../core/event.ts";
import type { Sandbox } from "../../core/tool.ts";
import type { Exercise, Harness } from "../types.ts";

/** Where one trial happens. */
export type TrialPlace = {
  readonly exercise: Exercise;
  readonly workspace: string;
  /** Where the harness keeps its logs, out of the agent's reach. */
  readonly logs: string;
  /** Where the agent's commands run; closed by whoever opened it. */
  readonly sandbox: Sandbox;
  /** From 1; a harness that takes a seed gives each repeat its own. */
  readonly repeat: number;
};

/** A harness that has begun a trial; its tries are one conversation. */
export type OpenHarness = Harness & AsyncDisposable;

/** A way to solve exercises; it is opened anew for each trial. */
export type HarnessKind = {
  readonly name: string;
  /** What its commands may do beside writing to the workspace. */
  readonly needs?: { readonly network: boolean; readonly writable: readonly string[] };
  open(place: TrialPlace, signal: AbortSignal): Promise<OpenHarness>;
};

/** A harness that cannot work, through no fault of the model; its message says what to do. */
export class HarnessError extends Error {
  override readonly name = "HarnessError";
}

export function ended(reason: EndReason, detail = ""): AgentEvent {
  return { type: "end", reason, detail };
}

/** A harness with nothing to close, whose tries are all alike. */
export function simpleHarness(
  name: string,
  attempt: (place: TrialPlace, signal: AbortSignal) => Promise<void>,
): HarnessKind {
  return {
    name,
    open: async (place) => ({
      name,
      async *attempt({ signal }) {
        await attempt(place, signal);
        yield ended("done");
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    }),
  };
}
