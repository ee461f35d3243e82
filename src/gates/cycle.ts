const longestPeriod = 4;

/** How often the newest 2 to 4 items, taken together, stand at the end in a row; 1 where they differ. */
export function cycleAtEnd(items: readonly string[]): number {
  let most = 1;
  for (let period = 2; period <= longestPeriod; period += 1) {
    const last = items.slice(-period);
    // The same item over and over is no circle.
    if (new Set(last).size < 2) continue;
    most = Math.max(most, timesAtEnd(items, last));
  }
  return most;
}

function timesAtEnd(items: readonly string[], last: readonly string[]): number {
  let times = 0;
  for (let end = items.length; end >= last.length; end -= last.length) {
    const part = items.slice(end - last.length, end);
    if (part.some((item, index) => item !== last[index])) return times;
    times += 1;
  }
  return times;
}
