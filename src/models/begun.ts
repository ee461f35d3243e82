/** The same events, of which the first is asked for at once and not when somebody reads. */
export function begun<Event>(events: AsyncIterable<Event>): AsyncGenerator<Event> {
  const reader = events[Symbol.asyncIterator]();
  const first = reader.next();
  first.catch(() => "Its failure is thrown where it is read.");
  return rest(reader, first);
}

async function* rest<Event>(
  reader: AsyncIterator<Event>,
  first: Promise<IteratorResult<Event>>,
): AsyncGenerator<Event> {
  try {
    let step = await first;
    while (!step.done) {
      yield step.value;
      step = await reader.next();
    }
  } finally {
    await reader.return?.();
  }
}
