/** What is shown, and what it is sorted by where that is something else. */
export type Cell = { readonly text: string; readonly value?: number; readonly anchor?: string };

export type Column = { readonly title: string; readonly right?: true };

/** A table as data: text, Markdown, CSV and HTML are ways to write it. */
export type Table = {
  readonly id: string;
  readonly title: string;
  /** Said below the title. */
  readonly note?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};

export function left(title: string): Column {
  return { title };
}

export function right(title: string): Column {
  return { title, right: true };
}

export function word(text: string): Cell {
  return { text };
}

export function whole(value: number): Cell {
  return { text: value.toLocaleString("en-US", { maximumFractionDigits: 0 }), value };
}

/** With so many digits after the point; an em dash where there is no number. */
export function decimal(value: number | undefined, digits: number, mark = ""): Cell {
  if (value === undefined || !Number.isFinite(value)) return { text: "—" };
  return { text: `${mark}${value.toFixed(digits)}`, value };
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}

export type Fact = readonly [what: string, value: string];

export function factTable(id: string, title: string, facts: readonly Fact[]): Table {
  const columns = [left("what"), left("value")];
  return { id, title, columns, rows: facts.map((fact) => fact.map(word)) };
}
