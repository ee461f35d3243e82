import { percent, right, type Table, word } from "../report/table.ts";
import { simulateAblation } from "../simulate-ablation.ts";

/** What an ablation would be like: so many tasks, and a run without each of so many mechanisms. */
export type AblationSize = {
  readonly tasks: number;
  readonly repeats: number;
  readonly mechanisms: number;
  /** The share that the agent solves with all of them. */
  readonly rate: number;
};

const worths = [0, 0.05, 0.1, 0.2, 0.3, 0.4];
const spreads = [0, 0.6];
const simulatedRuns = 400;
const seed = 1;

/** How sure an ablation of this size would be, by simulation; nothing is run. */
export function powerTable(size: AblationSize, runs = simulatedRuns): Table {
  const { tasks, repeats, mechanisms, rate } = size;
  const others = Array.from({ length: mechanisms - 1 }, () => 0);
  const rows = spreads.flatMap((spread) =>
    worths.map((worth) => {
      const scenario = { tasks, repeats, rate, spread, worths: [worth, ...others] };
      const { each, falseAlarm } = simulateAblation(scenario, runs, seed);
      const [found = { shown: 0, wrong: 0, sign: 0 }] = each;
      const isWorth = worth > 0;
      return [
        ...[`${(worth * 100).toFixed(0)} points`, String(spread)],
        ...(isWorth ? [percent(found.shown), percent(found.sign)] : ["—", "—"]),
        ...[percent(found.wrong), percent(falseAlarm)],
      ].map(word);
    }),
  );
  const often = repeats === 1 ? "once each" : `${repeats} times each`;
  const what = `${tasks} tasks, ${often}; ${mechanisms} mechanisms, of which one is worth so much and the others nothing; the agent solves ${percent(rate)}.`;
  return {
    id: "power",
    title: "How sure an ablation of this size is",
    note: `${what} ${runs} simulated ablations a line. Alike: the share of a task's luck that two runs have in common.`,
    columns: [
      ...["worth", "alike", "shown", "right sign", "wrong"].map(right),
      right("a worthless one is called"),
    ],
    rows,
  };
}
