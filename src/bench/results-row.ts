import type { Row, TestedRow, TryRow } from "./results.ts";
import { scoreOf } from "./results-score.ts";
import { emptyTry, type TryTally } from "./results-tally.ts";

/** One try as the runner saw it. */
export type TryDone = {
  readonly tally: TryTally;
  readonly tested: TestedRow & { readonly passed: boolean };
  /** A solution file is not as its stub was. */
  readonly edited: boolean;
  /** Agent and tests together. */
  readonly seconds: number;
};

/** What of a row does not follow from its tries. */
export type RowFacts = Pick<
  Row,
  "key" | "repeat" | "harness" | "agent" | "model" | "attempt" | "flow" | "started" | "ended"
> &
  Partial<
    Pick<Row, "seed" | "infrastructure" | "skipped" | "log" | "workspace" | "diff" | "cpuSeconds">
  >;

/** The row of a trial: everything that can be counted is counted here. */
export function rowOf(facts: RowFacts, done: readonly TryDone[]): Row {
  const tries = done.map(tryRow);
  const best = tries.reduce<TryRow | undefined>(
    (one, other) => (one !== undefined && one.score >= other.score ? one : other),
    undefined,
  );
  const last = done.at(-1)?.tally ?? emptyTry;
  const sum = (value: (tally: TryTally) => number) =>
    done.reduce((total, { tally }) => total + value(tally), 0);
  return {
    version: 1,
    ...facts,
    tries,
    passedAt: tries.findIndex((one) => one.passed) + 1,
    seconds: done.reduce((total, { seconds }) => total + seconds, 0),
    tokens: {
      in: sum((tally) => tally.inputTokens),
      cached: sum((tally) => tally.cachedTokens),
      out: sum((tally) => tally.outputTokens),
    },
    speed: {
      prefillTokens: sum((tally) => tally.prefillTokens),
      prefillMs: sum((tally) => tally.prefillMs),
      decodeTokens: sum((tally) => tally.decodeTokens),
      decodeMs: sum((tally) => tally.decodeMs),
      estimated: done.some(({ tally }) => tally.estimated),
    },
    turns: sum((tally) => tally.turns),
    calls: sum((tally) => tally.calls),
    tools: toolsOf(done),
    errors: addUp(done.map(({ tally }) => tally.errors)),
    salvages: sum((tally) => tally.salvaged),
    nudges: sum((tally) => tally.nudges),
    mechanisms: addUp(done.map(({ tally }) => tally.mechanisms)),
    score: best?.score ?? 0,
    reached: best?.reached ?? "nothing",
    end: last.end,
    detail: last.detail,
    steps: done.map(({ tally }) => [...tally.steps]),
  };
}

function tryRow({ tally, tested, edited, seconds }: TryDone): TryRow {
  const { passed, ...kept } = tested;
  const { score, reached } = scoreOf({ calls: tally.calls, edited, tested });
  const { end, calls, toolErrors: errors } = tally;
  return { passed, seconds, tested: kept, score, reached, end, calls, errors };
}

function toolsOf(done: readonly TryDone[]): Row["tools"] {
  const tools: Row["tools"] = {};
  for (const { tally } of done) {
    for (const [name, { calls, errors }] of Object.entries(tally.tools)) {
      const before = tools[name] ?? { calls: 0, errors: 0 };
      tools[name] = { calls: before.calls + calls, errors: before.errors + errors };
    }
  }
  return tools;
}

/** Numbers under the same name added. */
export function addUp(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts) {
    for (const [name, number] of Object.entries(one)) total[name] = (total[name] ?? 0) + number;
  }
  return total;
}
