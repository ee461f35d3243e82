import { percent } from "./report/table.ts";
import { isCounted, type Row } from "./results.ts";
import type { RunCard } from "./run-card.ts";
import { isPrecise, pairedStop, type Standing } from "./sequential.ts";
import { seededRandom } from "./statistics-resample.ts";

/** How a run that stops early came to its end; part of its card. */
export type Stopping = NonNullable<RunCard["stopping"]>;

/** Looks at what is done so far; undefined: go on. Where nothing is left it always has an answer. */
export type Judge = (isLast: boolean) => Stopping | undefined;

/** The tasks in an order that says nothing of them, and is the same for the same seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = seededRandom(seed);
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

/** Works through the tasks in pieces until the judge is content. */
export async function untilDecided(
  keys: readonly string[],
  atOnce: number,
  work: (keys: readonly string[]) => Promise<void>,
  judge: Judge,
): Promise<Stopping | undefined> {
  for (let done = 0; done < keys.length; done += atOnce) {
    const decided = judge(false);
    if (decided !== undefined) return decided;
    await work(keys.slice(done, done + atOnce));
  }
  return judge(true);
}

export type Contest = {
  readonly names: readonly [string, string];
  readonly keys: readonly string[];
  /** Rows as they are now. */
  readonly rows: readonly [() => readonly Row[], () => readonly Row[]];
};

const errorRate = 0.05;

/** Decides who of two is better, by the rule of `pairedStop`. */
export function pairedJudge({ names, keys, rows }: Contest): Judge {
  const rule = pairedStop(keys.length, errorRate);
  const sure = `Of two equal ones this rule calls one better in at most ${percent(errorRate)} of runs (${percent(rule.falseWinners)} with ${keys.length} tasks).`;
  return (isLast) => {
    const standing = standingOf(keys, rows[0](), rows[1]());
    const { done, onlyA, onlyB } = standing;
    const decision = rule.decide(standing);
    const facts = { rule: "paired", error: errorRate, tasks: keys.length, done } as const;
    const seen = `only ${names[0]} solved ${onlyA}, only ${names[1]} ${onlyB}`;
    switch (decision.type) {
      case "better": {
        const who = decision.who === "A" ? names[0] : names[1];
        const said = `Decided after ${done} of ${keys.length} tasks: ${who} is better (${seen}). ${sure}`;
        return { ...facts, said };
      }
      case "hopeless": {
        const said = `Stopped after ${done} of ${keys.length} tasks: no winner is in sight (${seen}). ${sure}`;
        return { ...facts, said };
      }
      case "go-on": {
        const said = `Not decided by ${done} of ${keys.length} tasks (${seen}). ${sure}`;
        return isLast ? { ...facts, said } : undefined;
      }
    }
  };
}

function standingOf(keys: readonly string[], a: readonly Row[], b: readonly Row[]): Standing {
  const solved = (rows: readonly Row[]) =>
    new Map(rows.filter(isCounted).map(({ key, passedAt }) => [key, passedAt > 0]));
  const [ofA, ofB] = [solved(a), solved(b)];
  const both = keys.filter((key) => ofA.has(key) && ofB.has(key));
  return {
    tasks: keys.length,
    done: both.length,
    onlyA: both.filter((key) => ofA.get(key) && !ofB.get(key)).length,
    onlyB: both.filter((key) => ofB.get(key) && !ofA.get(key)).length,
  };
}

/** Stops where one subject's rate is known well enough. */
export function precisionJudge(
  keys: readonly string[],
  reach: number,
  rows: () => readonly Row[],
): Judge {
  return (isLast) => {
    const counted = rows().filter(isCounted);
    const done = counted.length;
    const passed = counted.filter(({ passedAt }) => passedAt > 0).length;
    const facts = { rule: "precision", error: errorRate, tasks: keys.length, done } as const;
    const width = `within ${percent(reach)} either way; in about ${percent(errorRate)} of runs the truth lies outside`;
    if (isPrecise(passed, done, reach))
      return {
        ...facts,
        said: `Stopped after ${done} of ${keys.length} tasks: the rate is known to ${width}.`,
      };
    if (!isLast) return undefined;
    return {
      ...facts,
      said: `The rate is not known to ${width}, after ${done} of ${keys.length} tasks.`,
    };
  };
}
