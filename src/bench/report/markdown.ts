import type { Report } from "./report.ts";
import type { Table } from "./table.ts";

/** The report as Markdown, for an issue or a page. */
export function reportMarkdown(report: Report): string {
  const subjects = report.summary.subjects.map((one) => `*${escaped(one)}*`).join("; ");
  const head = `# ${escaped(report.name)}\n\n${subjects}\n\n\`\`\`text\n${report.headline.join("\n")}\n\`\`\``;
  return `${[head, ...[...report.overview, ...report.tables].map(tableMarkdown)].join("\n\n")}\n`;
}

export function tableMarkdown({ title, note, columns, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const body =
    rows.length === 0
      ? ["None."]
      : [
          line(columns.map((column) => escaped(column.title))),
          line(columns.map((column) => (column.right ? "---:" : "---"))),
          ...rows.map((row) => line(row.map(({ text }) => escaped(text)))),
        ];
  const said = note === undefined ? [] : [escaped(note), ""];
  return [`## ${escaped(title)}`, "", ...said, ...body].join("\n");
}

/** What would be markup of its own stays text. */
function escaped(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_[\]<>|#~]/g, (letter) => `\\${letter}`);
}
