import { expect, test } from "bun:test";
import { compareRuns, NotComparable } from "../../src/bench/compare.ts";
import { comparisonAs, verdict } from "../../src/bench/compare-text.ts";
import type { RunData } from "../../src/bench/report/summary.ts";
import type { Row } from "../../src/bench/results.ts";
import { mcnemar, pairedDifference } from "../../src/bench/statistics.ts";
import { card } from "./cards.ts";
import { row, rows } from "./rows.ts";

function run(name: string, own: readonly Row[], changes: Partial<RunData> = {}): RunData {
  return { name, card, rows: own, ...changes };
}

const a = run("A-run", rows("python", "o o o o o o o o xo xo xx x"));
const b = run("B-run", rows("python", "o xx xx xx xx xx xx xx xo o xx o"));

test("two runs are compared task by task, within one try and within two", () => {
  const { within, trials, flips } = compareRuns(a, b);
  expect(trials).toEqual({ both: 12, onlyA: 0, onlyB: 0 });
  const first = { both: 1, onlyA: 7, onlyB: 2, neither: 2 };
  const second = { both: 3, onlyA: 7, onlyB: 1, neither: 1 };
  expect(within).toEqual([
    {
      tries: 1,
      pairs: first,
      a: 8 / 12,
      b: 3 / 12,
      ...pairedDifference(first),
      ...mcnemar(first),
      test: "mcnemar",
    },
    {
      tries: 2,
      pairs: second,
      a: 10 / 12,
      b: 4 / 12,
      ...pairedDifference(second),
      ...mcnemar(second),
      test: "mcnemar",
    },
  ]);
  expect(flips).toEqual([
    ...[2, 3, 4, 5, 6, 7, 8].map((at) => ({ key: `python/t${at}`, repeat: 1, a: 1, b: 0 })),
    { key: "python/t12", repeat: 1, a: 0, b: 1 },
    { key: "python/t10", repeat: 1, a: 2, b: 1 },
  ]);
});

test("a comparison turns around with its runs", () => {
  const [one] = compareRuns(a, b).within;
  const [other] = compareRuns(b, a).within;
  expect([other?.difference, other?.p]).toEqual([-(one?.difference ?? 0), one?.p]);
});

test("only trials that both have and that say something are compared", () => {
  const spoiled = { infrastructure: { kind: "server", detail: "" } } as const;
  const one = run("one", [row("go/a", "o"), row("go/b", "o"), row("go/c", "o")]);
  const other = run("other", [row("go/a", "o"), row("go/b", "", spoiled), row("go/d", "x")]);
  expect(compareRuns(one, other).trials).toEqual({ both: 1, onlyA: 2, onlyB: 1 });
});

test("repeats of a task are alike, so that they are not counted as so many tasks", () => {
  const repeated = (words: string) =>
    [1, 2, 3, 4].flatMap((repeat) => rows("python", words, { repeat }));
  const [within] = compareRuns(run("a", repeated("o o o x")), run("b", repeated("x x x x"))).within;
  expect(within?.pairs).toEqual({ both: 0, onlyA: 12, onlyB: 0, neither: 4 });
  expect([within?.test, within?.p]).toEqual(["randomisation", 0.25]);
});

test("what may not be compared is refused, and each reason is named", () => {
  const protocol = { ...card.protocol, tries: 1 };
  const dataset = { ...card.dataset, hash: "0".repeat(64) };
  const other = run("B-run", b.rows, { card: { ...card, protocol, dataset } });
  const reasons = [
    "The dataset differs: eeeeeeeeeeee and 000000000000.",
    "The number of tries differs: 2 and 1.",
  ];
  expect(() => compareRuns(a, other)).toThrow(new NotComparable(reasons).message);
  expect(compareRuns(a, other, { force: true }).reasons).toEqual(reasons);
  expect(() => compareRuns(a, { name: "bare", rows: b.rows })).toThrow(
    "These runs may not be compared. bare has no run card (run.json). Give --force to compare them all the same, or name with --vary what is compared.",
  );
  const mixed = run("mixed", [row("go/a", "o"), row("go/a", "o", { model: "other" })]);
  expect(() => compareRuns(a, mixed)).toThrow(
    "mixed holds several subjects: self · tiny · tiny.gguf; self · tiny · other.",
  );
});

test("what is meant to differ is no reason", () => {
  const model = card.model && { ...card.model, quant: "Q6_K" };
  const other = run("B-run", b.rows, { card: { ...card, ...(model ? { model } : {}) } });
  expect(() => compareRuns(a, other)).toThrow("The quant differs: Q4_K_M and Q6_K.");
  expect(compareRuns(a, other, { vary: ["model"] }).reasons).toEqual([]);
});

test("the verdict says who is better only where that is shown", () => {
  const many = "o ".repeat(12).trim();
  const none = "x ".repeat(12).trim();
  const [clear] = compareRuns(run("a", rows("go", many)), run("b", rows("go", none))).within;
  const [unclear] = compareRuns(a, b).within;
  expect([clear, unclear].map((one) => one && verdict(one))).toEqual([
    "Pass@1: A is better (A less B +100.0 points, 95% interval +65.7 points to +100.0 points; p = 0.0005, McNemar exact).",
    "Pass@1: no difference shown (A less B +41.7 points, 95% interval -5.2 points to +71.6 points; p = 0.1797, McNemar exact).",
  ]);
});

test("a comparison is told as text, Markdown and JSON", () => {
  const comparison = compareRuns(a, b);
  expect(comparisonAs(comparison, "text")).toMatchSnapshot();
  const markdown = comparisonAs(comparison, "md");
  expect(markdown).toStartWith("# Comparison\n\n```text\nA: A-run: self · tiny · tiny.gguf\n");
  expect(markdown).toContain("| python/t12 | not solved | try 1 |");
  expect(JSON.parse(comparisonAs(comparison, "json"))).toEqual(comparison);
});
