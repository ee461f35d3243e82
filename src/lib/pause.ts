import { setTimeout } from "node:timers/promises";

/** Waits; an abort ends the wait at once and throws its reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
