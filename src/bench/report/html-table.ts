import { escaped } from "../../session/export/html.ts";
import type { Cell, Table } from "./table.ts";

/** A table that can be read without a script; with one it can be sorted. */
export function tableHtml({ id, title, note, columns, rows }: Table): string {
  const head = columns
    .map(
      ({ title: name, right }) =>
        `<th scope="col"${right ? ' class="right"' : ""}>${escaped(name)}</th>`,
    )
    .join("");
  const body = rows
    .map((row) => `<tr>${row.map((cell, at) => cellHtml(cell, columns[at]?.right)).join("")}</tr>`)
    .join("\n");
  const said = note === undefined ? "" : `<p class="note">${escaped(note)}</p>`;
  const table =
    rows.length === 0
      ? '<p class="note">None.</p>'
      : `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
  return `<section id="${id}"><h2>${escaped(title)}</h2>${said}${table}</section>`;
}

function cellHtml({ text, value, anchor }: Cell, right: boolean | undefined): string {
  const kind = kindOf(text);
  const classes = [right ? "right" : "", kind].filter(Boolean).join(" ");
  const marks = [
    classes === "" ? "" : ` class="${classes}"`,
    value === undefined ? "" : ` data-value="${value}"`,
  ].join("");
  const shown = escaped(text);
  return `<td${marks}>${anchor === undefined ? shown : `<a href="#${anchor}">${shown}</a>`}</td>`;
}

function kindOf(text: string): string {
  if (text === "PASS") return "pass";
  return text.startsWith("FAIL") ? "fail" : "";
}
