import { expect, test } from "bun:test";
import fc from "fast-check";
import {
  holm,
  mcnemar,
  pairedDifference,
  passAllK,
  passAtK,
  quantile,
  wilson,
  wilsonOfGroups,
} from "../../src/bench/statistics.ts";
import { bootstrapMean, seededRandom, signFlipTest } from "../../src/bench/statistics-resample.ts";

function rounded(value: object, digits: number): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, one) =>
      typeof one === "number" ? Number(one.toFixed(digits)) : one,
    ),
  );
}

// Newcombe RG (1998), Two-sided confidence intervals for the single proportion: comparison of seven
// methods. Statistics in Medicine 17:857-872, table I, method 3; the last one is of Fagerland, Lydersen
// and Laake (2017), Statistical Analysis of Contingency Tables, chapter 2 (Ligarden et al. 2010).
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
  [13, 16, 0.5699, 0.9341],
] as const)("Wilson's interval of %p of %p is the published one", (passed, total, low, high) => {
  expect(rounded(wilson(passed, total), 4)).toEqual({ low, high });
});

test("Wilson's interval holds its rate and stays within 0 and 1", () => {
  const counts = fc
    .tuple(fc.nat(300), fc.nat(300))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b, 1)]);
  void fc.assert(
    fc.property(counts, ([passed = 0, total = 1]) => {
      const { low, high } = wilson(passed, total);
      expect(low >= 0 && high <= 1 && low <= passed / total && high >= passed / total).toBe(true);
    }),
  );
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 });
});

test("repeats that all go alike count as one trial a task, independent ones as all", () => {
  const alike = Array.from({ length: 40 }, (_, task) => ({ passed: task < 20 ? 5 : 0, total: 5 }));
  const one = wilson(20, 40);
  const interval = wilsonOfGroups(alike);
  expect(Math.abs(interval.low - one.low)).toBeLessThan(0.005);
  const even = Array.from({ length: 40 }, () => ({ passed: 2, total: 4 }));
  expect(wilsonOfGroups(even)).toEqual(wilson(80, 160));
  expect(
    wilsonOfGroups([
      { passed: 1, total: 1 },
      { passed: 0, total: 1 },
    ]),
  ).toEqual(wilson(1, 2));
  expect(
    wilsonOfGroups([
      { passed: 4, total: 4 },
      { passed: 4, total: 4 },
    ]),
  ).toEqual(wilson(2, 2));
});

// Fagerland MW, Lydersen S, Laake P (2013), The McNemar test for binary matched-pairs data. BMC Medical
// Research Methodology 13:91, table 1 (Bentur et al. 2009) and Fagerland, Lydersen and Laake (2017),
// Statistical Analysis of Contingency Tables, chapter 8 (Cavo et al. 2012).
test.each([
  [1, 7, 0.070313, 0.039063],
  [6, 16, 0.052479, 0.03469],
] as const)(
  "McNemar's exact and mid-p values of %p against %p are the published ones",
  (onlyA, onlyB, p, midP) => {
    expect(rounded(mcnemar({ onlyA, onlyB }), 6)).toEqual({ p, midP });
    expect(mcnemar({ onlyA: onlyB, onlyB: onlyA })).toEqual(mcnemar({ onlyA, onlyB }));
  },
);

// 86 against 150 are the approval ratings of Agresti, Categorical Data Analysis, 1990, page 350.
test("McNemar's exact value agrees with the direct sum of the binomial terms", () => {
  const terms = (n: number, k: number) => {
    let choose = 1n;
    let sum = 0n;
    for (let index = 0; index <= k; index++) {
      sum += choose;
      choose = (choose * BigInt(n - index)) / BigInt(index + 1);
    }
    return Number((sum * 2n * 10n ** 18n) / 2n ** BigInt(n)) / 1e18;
  };
  for (const [onlyA, onlyB] of [
    [86, 150],
    [11, 1],
    [59, 121],
    [70, 59],
  ] as const) {
    const { p } = mcnemar({ onlyA, onlyB });
    const exact = terms(onlyA + onlyB, Math.min(onlyA, onlyB));
    expect(Math.abs(p - exact)).toBeLessThan(1e-12);
  }
  expect(mcnemar({ onlyA: 11, onlyB: 1 }).p).toBeCloseTo(0.00634765625, 12);
});

test("where the two never differ, or as often one way as the other, nothing is shown", () => {
  expect(mcnemar({ onlyA: 0, onlyB: 0 })).toEqual({ p: 1, midP: 1 });
  expect(mcnemar({ onlyA: 3, onlyB: 3 }).p).toBe(1);
});

// Fagerland, Lydersen and Laake (2017), chapter 8: Newcombe's square-and-add interval of Cavo et al.
// 2012 (59, 6, 16, 80), and of one pair of each kind that agrees.
test.each([
  [{ both: 59, onlyA: 6, onlyB: 16, neither: 80 }, -0.0621, -0.1186, -0.0046],
  [{ both: 1, onlyA: 0, onlyB: 0, neither: 1 }, 0, -0.5734, 0.5734],
] as const)("Newcombe's interval of %p is the published one", (pairs, difference, low, high) => {
  expect(rounded(pairedDifference(pairs), 4)).toEqual({ difference, low, high });
});

test("the interval turns around with the subjects, and holds the difference", () => {
  const cell = fc.nat(60);
  void fc.assert(
    fc.property(cell, cell, cell, cell, (both, onlyA, onlyB, neither) => {
      const one = pairedDifference({ both, onlyA, onlyB, neither });
      const other = pairedDifference({ both, onlyA: onlyB, onlyB: onlyA, neither });
      expect(one.low).toBeCloseTo(-other.high, 10);
      expect(one.low <= one.difference && one.difference <= one.high).toBe(true);
      expect(one.low >= -1 && one.high <= 1).toBe(true);
    }),
  );
});

// Chen M et al. (2021), Evaluating Large Language Models Trained on Code, arXiv 2107.03374: pass@k is
// 1 - C(n-c, k) / C(n, k). The counts are small enough to list.
test("pass@k is the share of all choices of k tries that hold one that passed", () => {
  for (let total = 1; total <= 7; total++) {
    for (let passed = 0; passed <= total; passed++) {
      for (let k = 1; k <= total; k++) {
        const choices = subsets(total).filter((choice) => choice.length === k);
        const any = choices.filter((choice) => choice.some((one) => one < passed));
        const all = choices.filter((choice) => choice.every((one) => one < passed));
        expect(passAtK(total, passed, k)).toBeCloseTo(any.length / choices.length, 12);
        expect(passAllK(total, passed, k)).toBeCloseTo(all.length / choices.length, 12);
      }
    }
  }
  expect(passAtK(200, 1, 100)).toBeCloseTo(0.5, 12);
  expect([passAtK(3, 1, 4), passAtK(3, 1, 0), passAllK(3, 1, 4)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

function subsets(size: number): number[][] {
  return Array.from({ length: 2 ** size }, (_, pattern) =>
    Array.from({ length: size }, (_, index) => index).filter((index) => pattern & (1 << index)),
  );
}

test("quantiles are those of the ordered values", () => {
  expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile([5, 1, 3, 2, 4], share))).toEqual([
    1, 2, 3, 4.6, 5,
  ]);
  expect(quantile([], 0.5)).toBe(0);
});

test("the bootstrap's interval of a mean holds it about 95 times in a hundred", () => {
  const random = seededRandom(7);
  let held = 0;
  const runs = 150;
  for (let run = 0; run < runs; run++) {
    const { low, high } = bootstrapMean(Array.from({ length: 60 }, () => -Math.log(1 - random())));
    if (low <= 1 && 1 <= high) held++;
  }
  expect(held / runs).toBeGreaterThan(0.88);
  expect(held / runs).toBeLessThan(0.99);
  expect(bootstrapMean([3, 4, 8])).toEqual(bootstrapMean([3, 4, 8]));
  expect(bootstrapMean([3])).toEqual({ mean: 3, low: 3, high: 3 });
});

test("the randomisation test counts sign patterns: with one trial a task it is McNemar's", () => {
  const single = [1, 1, 1, 1, 1, 1, 1, -1, 0, 0];
  expect(signFlipTest(single)).toBeCloseTo(mcnemar({ onlyA: 7, onlyB: 1 }).p, 12);
  expect(signFlipTest([0, 0])).toBe(1);
  const many = Array.from({ length: 40 }, (_, index) => (index < 28 ? 1 : -1));
  expect(Math.abs(signFlipTest(many) - mcnemar({ onlyA: 28, onlyB: 12 }).p)).toBeLessThan(0.005);
});

test("p-values of several tests are adjusted as Holm's method does", () => {
  // R 4: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02.
  expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(6)))).toEqual([
    0.03, 0.06, 0.06, 0.02,
  ]);
  expect(holm([0.9, 0.6])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});
