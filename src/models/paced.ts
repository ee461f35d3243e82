import { setTimeout } from "node:timers/promises";

/** So long a reply is handed on as it comes. */
const eagerMs = 500;
/** After that so often: a fast model sends hundreds of pieces a second, and each costs work on its way. */
const paceMs = 40;

/** A streamed body in fewer and larger pieces once it has gone on for a while; nobody sees the delay. */
export function paced(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const begun = performance.now();
  let came: Uint8Array[] = [];
  let lastMs = 0;
  let end: { readonly error?: unknown } | undefined;
  let wake = Promise.withResolvers<void>();
  const read = async (): Promise<void> => {
    try {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        came.push(step.value);
        wake.resolve();
      }
      end = {};
    } catch (error) {
      end = { error };
    }
    wake.resolve();
  };
  return new ReadableStream<Uint8Array>({
    start: () => void read(),
    async pull(stream) {
      await wake.promise;
      const now = performance.now();
      const waitMs = lastMs + paceMs - now;
      if (now - begun > eagerMs && waitMs > 0 && end === undefined) await setTimeout(waitMs);
      lastMs = performance.now();
      const pieces = came;
      came = [];
      if (end === undefined) wake = Promise.withResolvers();
      // An error would take what was not read yet with it, so the end is told by the next pull.
      if (pieces.length > 0) stream.enqueue(Buffer.concat(pieces));
      else if (end !== undefined && "error" in end) stream.error(end.error);
      else stream.close();
    },
    cancel: async (reason) => await reader.cancel(reason),
  });
}
