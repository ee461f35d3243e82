import type { Row } from "../results.ts";
import { addUp } from "../results-row.ts";
import { rateText } from "./headline.ts";
import { decimal, left, right, type Table, whole, word } from "./table.ts";

/** How often each mechanism of the harness acted; no table where none did, or where nobody counted. */
export function mechanismTable(counted: readonly Row[]): readonly Table[] {
  const total = Object.entries(addUp(counted.map(({ mechanisms = {} }) => mechanisms)));
  if (total.length === 0) return [];
  return [
    {
      id: "mechanisms",
      title: "What the harness did",
      note: "How often each of its mechanisms acted, and how many of those tasks were solved; what one is worth, bench ablate tells.",
      columns: [
        left("mechanism"),
        right("times"),
        right("per task"),
        right("tasks"),
        right("of them solved"),
      ],
      rows: total
        .sort(([one, times], [other, often]) => often - times || (one < other ? -1 : 1))
        .map(([name, times]) => {
          const rows = counted.filter(({ mechanisms = {} }) => mechanisms[name] !== undefined);
          const passed = rows.filter(({ passedAt }) => passedAt > 0).length;
          return [
            word(name),
            whole(times),
            decimal(times / counted.length, 2),
            whole(rows.length),
            { text: rateText({ passed, total: rows.length }), value: passed / rows.length },
          ];
        }),
    },
  ];
}
