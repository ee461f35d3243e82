import { intervalText, rateText } from "./headline.ts";
import { mechanismTable } from "./mechanism-table.ts";
import type { Summary } from "./summary.ts";
import { decimal, left, percent, right, type Table, whole, word } from "./table.ts";

/** Before the ten: what the headline is made of. */
export function overviewTables(summary: Summary): readonly Table[] {
  return [
    languagesTable(summary),
    ...repeatsTable(summary),
    ...mechanismTable(summary.counted),
    ...apartTable(
      "skipped",
      "Skipped",
      summary.skipped.map((row) => [row.key, row.skipped?.why ?? ""]),
    ),
    ...apartTable(
      "infrastructure",
      "Spoiled by infrastructure",
      summary.spoiled.map((row) => [
        row.key,
        `${row.infrastructure?.kind}: ${row.infrastructure?.detail}`,
      ]),
    ),
  ];
}

function languagesTable({ languages, tries }: Summary): Table {
  const numbers = Array.from({ length: tries }, (_, index) => index + 1);
  return {
    id: "languages",
    title: "Languages",
    columns: [
      left("language"),
      ...numbers.flatMap((number) => [right(`Pass@${number}`), right("95% interval")]),
      right("sec/task"),
    ],
    rows: languages.map(({ language, passAt, seconds }) => [
      word(language),
      ...passAt.flatMap((rate) =>
        seconds === undefined
          ? [{ text: "skipped", value: -1 }, word("")]
          : [
              { text: rateText(rate), value: rate.passed / rate.total },
              { text: intervalText(rate), value: rate.low },
            ],
      ),
      decimal(seconds, 1),
    ]),
  };
}

function repeatsTable({ overRepeats, flaky, repeats }: Summary): readonly Table[] {
  if (overRepeats.length === 0) return [];
  const some = flaky.length === 0 ? "None" : flaky.join(", ");
  return [
    {
      id: "repeats",
      title: `Over ${repeats} repeats`,
      note: `pass@k: one of k first tries passes; pass^k: all do; both unbiased. Solved only sometimes: ${some}.`,
      columns: [right("k"), right("pass@k"), right("pass^k")],
      rows: overRepeats.map(({ k, any, all }) => [
        whole(k),
        { text: percent(any), value: any },
        { text: percent(all), value: all },
      ]),
    },
  ];
}

function apartTable(
  id: string,
  title: string,
  rows: readonly (readonly [string, string])[],
): readonly Table[] {
  if (rows.length === 0) return [];
  const columns = [left("task"), left("why")];
  return [{ id, title, columns, rows: rows.map((row) => row.map(word)) }];
}
