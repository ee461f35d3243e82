import { exitCodes } from "../app/exit-code.ts";
import { timeLimitEnd } from "../core/limits.ts";

/** The user or the time limit ended a run that had not begun. */
export class OpeningEnded extends Error {
  override readonly name = "OpeningEnded";
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

type OpeningLimit = {
  /** The user's cancel, and until all is open the time limit too. */
  readonly signal: AbortSignal;
  /** Throws OpeningEnded where the signal is why this did not open. */
  within<Opened>(opened: Promise<Opened>): Promise<Opened>;
};

/** Holds the time limit while a model is opened; the run then holds its own. */
export function openingLimit(seconds: number | undefined, cancel: AbortSignal): OpeningLimit {
  const limitMs = (seconds ?? Number.POSITIVE_INFINITY) * 1_000;
  const late = new AbortController();
  const timer = Number.isFinite(limitMs) ? setTimeout(() => late.abort(), limitMs) : undefined;
  const signal = AbortSignal.any([cancel, late.signal]);
  return {
    signal,
    async within(opened) {
      try {
        return await opened;
      } catch (error) {
        if (cancel.aborted) throw new OpeningEnded("cancelled: Cancelled.", exitCodes.cancelled);
        if (!late.signal.aborted) throw error;
        const { reason, detail } = timeLimitEnd(limitMs);
        throw new OpeningEnded(`${reason}: ${detail}`, exitCodes[reason]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
