const small: ReadonlyMap<string, number> = new Map(
  [
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
    "sixteen seventeen eighteen nineteen",
  ]
    .join(" ")
    .split(" ")
    .map((word, index) => [word, index]),
);

const tens: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, index) => [word, (index + 2) * 10]),
);

/** 100 from 100, "100", "100.0" or "one hundred"; undefined where it is no whole number. */
export function wholeNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim().toLowerCase();
  if (/^[+-]?\d+(\.0*)?$/.test(text)) return Number(text);
  return fromWords(text.split(/[\s-]+/).filter((word) => word !== "and"));
}

function fromWords(words: readonly string[]): number | undefined {
  return scaled(words, "thousand", 1_000, (part) =>
    scaled(part, "hundred", 100, (rest) => belowHundred(rest)),
  );
}

/** "two hundred five": what stands before the scale word counts that often, the rest is added. */
function scaled(
  words: readonly string[],
  word: string,
  scale: number,
  below: (words: readonly string[]) => number | undefined,
): number | undefined {
  const at = words.indexOf(word);
  if (at === -1) return below(words);
  const before = words.slice(0, at);
  const after = words.slice(at + 1);
  const isOne = before.length === 0 || before.join(" ") === "a" || before.join(" ") === "an";
  const times = isOne ? 1 : below(before);
  const rest = after.length === 0 ? 0 : below(after);
  return times === undefined || rest === undefined ? undefined : times * scale + rest;
}

function belowHundred(words: readonly string[]): number | undefined {
  const [first = "", second] = words;
  if (words.length === 1) return small.get(first) ?? tens.get(first);
  const ten = tens.get(first);
  const unit = small.get(second ?? "");
  if (words.length !== 2 || ten === undefined || unit === undefined) return undefined;
  return unit >= 1 && unit <= 9 ? ten + unit : undefined;
}
