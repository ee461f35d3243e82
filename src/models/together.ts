import { setImmediate } from "node:timers/promises";
import { joined } from "../core/joined.ts";
import type { ModelEvent } from "../core/model.ts";

/**
 * A fast server's pieces come several at once, and each costs work on its way to the screen: those that
 * are there without waiting become one. The source is read ahead; who leaves early has to stop it.
 */
export async function* together(events: AsyncIterable<ModelEvent>): AsyncGenerator<ModelEvent> {
  const source = readAhead(events);
  try {
    for (let burst = await source.burst(); burst !== undefined; burst = await source.burst())
      yield* burst;
  } finally {
    source.leave();
  }
}

function readAhead(events: AsyncIterable<ModelEvent>) {
  let came: ModelEvent[] = [];
  let end: { readonly error?: unknown } | undefined;
  let hasLeft = false;
  let wake = Promise.withResolvers<void>();
  const read = async (): Promise<void> => {
    try {
      for await (const event of events) {
        if (hasLeft) return;
        add(came, event);
        wake.resolve();
      }
      end = {};
    } catch (error) {
      end = { error };
    }
    wake.resolve();
  };
  void read();
  return {
    /** What has come since the last time; undefined at the end. */
    async burst(): Promise<readonly ModelEvent[] | undefined> {
      await wake.promise;
      // What the same piece of the connection holds has been read by then.
      await setImmediate();
      const burst = came;
      came = [];
      if (end === undefined) wake = Promise.withResolvers();
      if (burst.length > 0 || end === undefined) return burst;
      if ("error" in end) throw end.error;
      return undefined;
    },
    leave(): void {
      hasLeft = true;
    },
  };
}

function add(events: ModelEvent[], next: ModelEvent): void {
  const last = events.at(-1);
  const both = last && joined(last, next);
  if (both === undefined) events.push(next);
  else events[events.length - 1] = both;
}
