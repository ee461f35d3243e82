/** Tells how much of a text's end may be the beginning of one of these words. */
export function beginningsOf(words: readonly string[]): (text: string, from?: number) => number {
  const beginnings = new Set<string>();
  for (const word of words) {
    for (let length = 1; length < word.length; length += 1) beginnings.add(word.slice(0, length));
  }
  const longest = Math.max(0, ...words.map((word) => word.length - 1));
  return (text, from = 0) => {
    let at = Math.max(from, text.length - longest);
    while (at < text.length && !beginnings.has(text.slice(at))) at += 1;
    return text.length - at;
  };
}
