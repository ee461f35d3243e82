import type { Comparison, Difference, Flip, Within } from "./compare.ts";
import { tableMarkdown } from "./report/markdown.ts";
import { type Cell, left, percent, right, type Table, word } from "./report/table.ts";
import { tableText } from "./report/text.ts";

export const comparisonFormats = ["text", "md", "json"] as const;

export type ComparisonFormat = (typeof comparisonFormats)[number];

export function comparisonAs(comparison: Comparison, format: ComparisonFormat): string {
  switch (format) {
    case "text":
      return `${[lines(comparison).join("\n"), ...tables(comparison).map(tableText)].join("\n\n")}\n`;
    case "md": {
      const head = `# Comparison\n\n\`\`\`text\n${lines(comparison).join("\n")}\n\`\`\``;
      return `${[head, ...tables(comparison).map(tableMarkdown)].join("\n\n")}\n`;
    }
    case "json":
      return `${JSON.stringify(comparison, null, 2)}\n`;
  }
}

function lines({ a, b, trials, within, reasons, remarks }: Comparison): readonly string[] {
  return [
    `A: ${a.name}: ${a.subject}`,
    `B: ${b.name}: ${b.subject}`,
    `${trials.both} trials in common; only A has ${trials.onlyA} more, only B ${trials.onlyB}, which are left out.`,
    ...reasons.map((reason) => `Forced: ${reason}`),
    ...remarks,
    ...within.map(verdict),
  ];
}

const significant = 0.05;

/** One sentence: who is better, by how much, how sure. */
export function verdict({ tries, difference, low, high, p, test }: Within): string {
  const name = test === "mcnemar" ? "McNemar exact" : "randomisation test over tasks";
  const sure = `p = ${pText(p)}, ${name}`;
  const span = `95% interval ${points(low)} to ${points(high)}`;
  if (p >= significant) {
    return `Pass@${tries}: no difference shown (A less B ${points(difference)}, ${span}; ${sure}).`;
  }
  const who = difference > 0 ? "A" : "B";
  return `Pass@${tries}: ${who} is better (A less B ${points(difference)}, ${span}; ${sure}).`;
}

const leastP = 0.0001;

function pText(p: number): string {
  return p < leastP ? `less than ${leastP}` : p.toFixed(4);
}

/** "+12.5 points" */
function points(difference: number): string {
  const value = (difference * 100).toFixed(1);
  return `${difference > 0 ? "+" : ""}${value} points`;
}

function tables(comparison: Comparison): readonly Table[] {
  return [ratesTable(comparison), costTable(comparison), flipsTable(comparison)];
}

function ratesTable({ within }: Comparison): Table {
  return {
    id: "rates",
    title: "Rates",
    columns: [
      left("within"),
      right("A"),
      right("B"),
      right("A less B"),
      right("95% interval"),
      right("both"),
      right("only A"),
      right("only B"),
      right("neither"),
      right("p"),
      right("mid-p"),
    ],
    rows: within.map(({ tries, a, b, difference, low, high, pairs, p, midP }) =>
      [
        `${tries} ${tries === 1 ? "try" : "tries"}`,
        percent(a),
        percent(b),
        percent(difference),
        `${percent(low)} to ${percent(high)}`,
        ...[pairs.both, pairs.onlyA, pairs.onlyB, pairs.neither].map(String),
        pText(p),
        pText(midP),
      ].map(word),
    ),
  };
}

function costTable({ score, seconds, tokensIn, tokensOut, decodeRate }: Comparison): Table {
  const row = (name: string, { a, b, difference, low, high }: Difference, digits: number): Cell[] =>
    [
      name,
      a.toFixed(digits),
      b.toFixed(digits),
      difference.toFixed(digits),
      `${low.toFixed(digits)} to ${high.toFixed(digits)}`,
    ].map(word);
  return {
    id: "cost",
    title: "Score, time and tokens per trial",
    columns: [left("what"), right("A"), right("B"), right("A less B"), right("95% interval")],
    rows: [
      row("score", score, 3),
      row("seconds", seconds, 1),
      row("prompt tokens", tokensIn, 0),
      row("tokens written", tokensOut, 0),
      row("written t/s", decodeRate, 1),
    ],
  };
}

function flipsTable({ flips }: Comparison): Table {
  const tried = (at: number) => (at === 0 ? "not solved" : `try ${at}`);
  return {
    id: "flips",
    title: "Tasks on which they differ",
    columns: [left("task"), left("A"), left("B")],
    rows: flips.map(({ key, repeat, a, b }: Flip) =>
      [repeat === 1 ? key : `${key} #${repeat}`, tried(a), tried(b)].map(word),
    ),
  };
}
