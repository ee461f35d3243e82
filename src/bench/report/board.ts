import { count } from "../../lib/text.ts";
import { meanOf, sumOf } from "../statistics.ts";
import { intervalText, rateText } from "./headline.ts";
import { bySubject, type Rate, type RunData, type Summary, summarize } from "./summary.ts";
import { decimal, left, right, type Table, whole, word } from "./table.ts";

type Entry = {
  readonly name: string;
  /** Only within one set, and with as many tries, one stands before another. */
  readonly set: string;
  readonly summary: Summary;
  readonly last: Rate;
};

const hashDigits = 8;

/** Every run on one board, the best of each set first; who is really better, `bench compare` tells. */
export function boardTable(runs: readonly RunData[]): Table {
  const entries = runs
    .flatMap(bySubject)
    .flatMap(entryOf)
    .sort(
      (one, other) =>
        (one.set < other.set ? -1 : one.set > other.set ? 1 : 0) || inRank(one, other),
    );
  return {
    id: "board",
    title: "Board",
    note: "Rates of runs on different tasks say nothing of each other; who is better on the same, bench compare tells.",
    columns: [
      left("set"),
      left("who"),
      right("solved"),
      right("95% interval"),
      right("first try"),
      right("score"),
      right("s a task"),
      right("solved/h"),
      right("tokens a task"),
      left("run"),
    ],
    rows: entries.map(({ name, set, summary: { subjects, passAt, counted }, last }) => {
      const seconds = sumOf(counted.map((row) => row.seconds));
      const [first = last] = passAt;
      return [
        word(set),
        word(subjects.join("; ")),
        { text: rateText(last), value: share(last) },
        { text: intervalText(last), value: last.low },
        { text: rateText(first), value: share(first) },
        decimal(meanOf(counted.map(({ score }) => score)), 2),
        decimal(meanOf(counted.map((row) => row.seconds)), 1),
        decimal(seconds > 0 ? (last.passed / seconds) * 3_600 : undefined, 1),
        whole(meanOf(counted.map(({ tokens }) => tokens.in + tokens.out))),
        word(name),
      ];
    }),
  };
}

/** None for a run of which nothing is counted. */
function entryOf(run: RunData): readonly Entry[] {
  const summary = summarize(run);
  const last = summary.passAt.at(-1);
  if (last === undefined || summary.counted.length === 0) return [];
  const { dataset } = run.card ?? {};
  const set = dataset === undefined ? "?" : `${dataset.name} ${dataset.hash.slice(0, hashDigits)}`;
  const tries = summary.tries === 1 ? "1 try" : `${summary.tries} tries`;
  return [
    { name: run.name, set: `${set}, ${count(last.total, "trial")}, ${tries}`, summary, last },
  ];
}

function inRank(one: Entry, other: Entry): number {
  return share(other.last) - share(one.last) || (one.name < other.name ? -1 : 1);
}

function share({ passed, total }: Rate): number {
  return total === 0 ? 0 : passed / total;
}
