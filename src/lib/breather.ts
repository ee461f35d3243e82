/**
 * Lets other things happen: to be awaited in every round of a long loop. Where the loop has had the
 * thread for longer than the limit it gives it away, so that no key waits for it.
 */
export function breather(mostMs: number): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < mostMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
