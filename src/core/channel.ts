/** Turns callbacks into a generator: what `work` pushes is yielded, what it returns is returned. */
export async function* channel<Item, Result>(
  work: (push: (item: Item) => void) => Promise<Result>,
): AsyncGenerator<Item, Result> {
  const queue: Item[] = [];
  let wake = (): void => {};
  let finished = false;
  const done = work((item) => {
    queue.push(item);
    wake();
  }).finally(() => {
    finished = true;
    wake();
  });
  // A failure is rethrown below by `await done`; this keeps it from counting as unhandled until then.
  done.catch(() => undefined);
  while (true) {
    const item = queue.shift();
    if (item !== undefined) yield item;
    else if (finished) return await done;
    else await new Promise<void>((resolve) => (wake = resolve));
  }
}
