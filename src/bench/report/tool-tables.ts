import type { Row } from "../results.ts";
import { addUp } from "../results-row.ts";
import { sumOf, wilson } from "../statistics.ts";
import { intervalText } from "./headline.ts";
import type { Summary } from "./summary.ts";
import { type Cell, decimal, left, percent, right, type Table, whole, word } from "./table.ts";

type Used = {
  readonly tool: string;
  readonly calls: number;
  readonly errors: number;
  readonly tasks: number;
};

/** Tables 4 to 6: what was called, what failed, and why. */
export function toolTables({ counted }: Summary): readonly Table[] {
  const used = usedTools(counted);
  return [callsTable(used, counted), errorsTable(used), categoriesTable(counted)];
}

function usedTools(counted: readonly Row[]): readonly Used[] {
  const names = [...new Set(counted.flatMap(({ tools }) => Object.keys(tools)))];
  return names
    .map((tool) => {
      const rows = counted.filter(({ tools }) => tools[tool] !== undefined);
      return {
        tool,
        calls: sumOf(rows.map(({ tools }) => tools[tool]?.calls ?? 0)),
        errors: sumOf(rows.map(({ tools }) => tools[tool]?.errors ?? 0)),
        tasks: rows.length,
      };
    })
    .sort((one, other) => other.calls - one.calls || (one.tool < other.tool ? -1 : 1));
}

function callsTable(used: readonly Used[], counted: readonly Row[]): Table {
  const all = sumOf(used.map(({ calls }) => calls));
  const salvages = sumOf(counted.map((row) => row.salvages));
  const nudges = sumOf(counted.map((row) => row.nudges));
  return {
    id: "tools",
    title: "Tool calls",
    note: `${all} calls; ${salvages} of them were salvaged from text; ${nudges} nudges.`,
    columns: [left("tool"), right("calls"), right("share"), right("per task"), right("tasks")],
    rows: used.map(({ tool, calls, tasks }) => [
      word(tool),
      whole(calls),
      share(calls, all),
      decimal(calls / Math.max(1, counted.length), 1),
      whole(tasks),
    ]),
  };
}

function errorsTable(used: readonly Used[]): Table {
  const all = sumOf(used.map(({ errors }) => errors));
  return {
    id: "tool-errors",
    title: "Tool errors",
    columns: [
      left("tool"),
      right("errors"),
      right("of calls"),
      right("95% interval"),
      right("of errors"),
    ],
    rows: used
      .filter(({ errors }) => errors > 0)
      .sort((one, other) => other.errors - one.errors)
      .map(({ tool, calls, errors }) => {
        const interval = wilson(errors, calls);
        return [
          word(tool),
          whole(errors),
          share(errors, calls),
          { text: intervalText(interval), value: interval.low },
          share(errors, all),
        ];
      }),
  };
}

function categoriesTable(counted: readonly Row[]): Table {
  const total = addUp(counted.map(({ errors }) => errors));
  const all = sumOf(Object.values(total));
  const categories = Object.entries(total).sort(([, one], [, other]) => other - one);
  return {
    id: "error-categories",
    title: "Error categories",
    note: "Named by the sentence that the model was answered with.",
    columns: [left("category"), right("errors"), right("share"), right("tasks")],
    rows: categories.map(([category, errors]) => [
      word(category),
      whole(errors),
      share(errors, all),
      whole(counted.filter((row) => row.errors[category] !== undefined).length),
    ]),
  };
}

function share(part: number, all: number): Cell {
  const value = all === 0 ? 0 : part / all;
  return { text: percent(value), value };
}
