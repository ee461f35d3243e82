import { madeUp, plainWords } from "./names.ts";

/** Which variants may be drawn: those a model is trained on, or those it is examined with. */
export type Split = "train" | "held-out";

/**
 * Seeded choices. What is a word or a number of a task is split: about one in eight of all names,
 * constants and wordings is drawn for the examination and never for the training.
 */
export type Random = {
  readonly split: Split;
  /** A whole number from low to high, both included, that is no constant of the task. */
  int(low: number, high: number): number;
  chance(share: number): boolean;
  /** Which rule holds, or how something is laid out: not split. */
  option<Value>(choices: readonly Value[]): Value;
  /** A number of the task: split. `step`: it is low plus a multiple of this. */
  constant(low: number, high: number, step?: number): number;
  /**
   * One of these names, or more often one of its form made of other words ("by group" → "lamp walk"),
   * so that it can only be copied. No other call gives it again: split.
   */
  name(pool: readonly string[]): string;
  /**
   * A wording: `[a|b]` stands for one of its alternatives, which may nest, and `{slot}` for a value.
   * Brackets without `|` and unknown slots are plain text. Split by the sentence before slots are
   * filled, where there are many to split: a phrase that is one of a few must have been read once.
   */
  say(template: string, slots?: Readonly<Record<string, string | number>>): string;
  shuffle<Value>(list: readonly Value[]): Value[];
  /** So many different ones, in random order: not split. */
  sample<Value>(list: readonly Value[], count: number): Value[];
};

const heldOutOf = 8;
const trials = 60;
const madeShare = 0.6;
const madeUpShare = 0.35;
/** A wording with fewer expansions is a phrase: it is not split. */
const fewestToSplit = 16;

export function randomOf(seed: number, split: Split): Random {
  const next = numbers(seed);
  const used = new Set<string>();
  const belongs = (text: string): boolean =>
    (hash(text) % heldOutOf === 0) === (split === "held-out");
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const option = <Value>(choices: readonly Value[]): Value => {
    const chosen = choices[int(0, choices.length - 1)];
    if (chosen === undefined) throw new Error("There is nothing to choose from.");
    return chosen;
  };
  /** Draws until one belongs to this split; a pool too small to hold one gives any. */
  const drawn = <Value>(draw: () => Value, fits: (value: Value) => boolean): Value => {
    let value = draw();
    for (let trial = 1; trial < trials && !fits(value); trial += 1) value = draw();
    return value;
  };
  const shuffle = <Value>(list: readonly Value[]): Value[] =>
    list
      .map((value) => ({ value, at: next() }))
      .sort((one, other) => one.at - other.at)
      .map(({ value }) => value);
  const remade = (name: string): string =>
    name.replace(/[a-z]{3,}/g, () =>
      self.chance(madeUpShare) ? madeUp(self) : option(plainWords),
    );
  const self: Random = {
    split,
    int,
    chance: (share) => next() < share,
    option,
    constant: (low, high, step = 1) =>
      drawn(
        () => low + step * int(0, Math.floor((high - low) / step)),
        (number) => belongs(String(number)),
      ),
    name: (pool) => {
      const free = pool.filter((name) => !used.has(name));
      const choices = free.length > 0 ? free : pool;
      const isMade = free.length === 0 || self.chance(madeShare);
      const name = drawn(
        () => (isMade ? remade(option(choices)) : option(choices)),
        (one) => belongs(one) && !used.has(one),
      );
      used.add(name);
      return name;
    },
    say: (template, slots = {}) => {
      const draw = (): string => expanded(template, int);
      const isPhrase = expansions(template) < fewestToSplit;
      return filled(isPhrase ? draw() : drawn(draw, belongs), slots);
    },
    shuffle,
    sample: (list, count) => shuffle(list).slice(0, count),
  };
  return self;
}

const innermost = /\[([^[\]]*\|[^[\]]*)\]/;

function expanded(template: string, int: (low: number, high: number) => number): string {
  let text = template;
  for (let found = innermost.exec(text); found !== null; found = innermost.exec(text)) {
    const choices = (found[1] ?? "").split("|");
    const chosen = choices[int(0, choices.length - 1)] ?? "";
    text = text.slice(0, found.index) + chosen + text.slice(found.index + found[0].length);
  }
  return text;
}

/** How many wordings a template stands for. */
function expansions(template: string): number {
  const known = counts.get(template);
  if (known !== undefined) return known;
  const inside = (text: string): number =>
    [...text.matchAll(/«(\d+)»/g)].reduce((all, [, one]) => all * Number(one), 1);
  let text = template;
  for (let found = innermost.exec(text); found !== null; found = innermost.exec(text)) {
    const sum = (found[1] ?? "").split("|").reduce((all, one) => all + inside(one), 0);
    text = `${text.slice(0, found.index)}«${sum}»${text.slice(found.index + found[0].length)}`;
  }
  counts.set(template, inside(text));
  return inside(text);
}

const counts = new Map<string, number>();

function filled(text: string, slots: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(slots[name] ?? whole));
}

/** FNV-1a, 32 bits. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  }
  // The low bits of FNV are weak for short texts.
  return (value ^ (value >>> 15)) >>> 0;
}

/** Mulberry32: small, seeded, the same on every machine. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
