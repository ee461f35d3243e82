import { diffHtml, escaped, partHtml, partStyle } from "../../session/export/html.ts";
import { resultOf } from "../results.ts";
import { chartData } from "./html-charts.ts";
import { tableHtml } from "./html-table.ts";
import { pageScript } from "./page-script.ts";
import { pageStyle } from "./page-style.ts";
import type { Report } from "./report.ts";
import { trialName } from "./task-tables.ts";
import type { TrialPage } from "./trial-page.ts";

export type PageParts = {
  /** The source of Chart.js, as one script. */
  readonly chartScript: string;
  readonly trials: readonly TrialPage[];
};

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** One file that asks for nothing from anywhere; every word of a model in it is escaped. */
export function reportHtml(report: Report, { chartScript, trials }: PageParts): string {
  const tables = [...report.overview, ...report.tables];
  const links = tables.map(({ id, title }) => `<a href="#${id}">${escaped(title)}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(report.name)}</title>
<style>${partStyle}${pageStyle}</style>
</head>
<body>
<h1>${escaped(report.name)}</h1>
<p class="note">${escaped(report.summary.subjects.join("; "))}</p>
<div class="headline">${escaped(report.headline.join("\n"))}</div>
<nav>${links.join("")}<a href="#trials">Trials</a></nav>
<section id="charts" hidden>
${charts.map(([id, caption]) => figure(id, caption)).join("\n")}
</section>
${tables.map(tableHtml).join("\n")}
<section id="trials"><h2>Trials</h2>
${trials.map(trialHtml).join("\n")}
</section>
<script type="application/json" id="data">${jsonInPage(chartData(report.summary))}</script>
<script>${scriptInPage(chartScript)}</script>
<script>${scriptInPage(pageScript)}</script>
</body>
</html>
`;
}

const charts = [
  ["chart-languages", "Solved by language, with 95% intervals"],
  ["chart-reached", "How far tasks got"],
  ["chart-seconds", "Seconds per task"],
  ["chart-tokens", "Tokens per task"],
] as const;

function figure(id: string, caption: string): string {
  const label = escaped(caption);
  return `<figure><figcaption>${label}</figcaption><div><canvas id="${id}" role="img" aria-label="${label}"></canvas></div></figure>`;
}

function trialHtml({ row, anchor, diff, transcript, notes }: TrialPage): string {
  const result = resultOf(row);
  const outcome = result === "passed" ? `solved at try ${row.passedAt}` : wordsFor[result];
  const title = `${trialName(row)}: ${outcome}, ${row.seconds.toFixed(1)} s, ${row.calls} calls`;
  const inner = [
    row.detail === "" ? "" : `<p class="note">${escaped(`${row.end}: ${row.detail}`)}</p>`,
    ...notes.map((note) => `<p class="note">${escaped(note)}</p>`),
    diff === "" ? "" : `<h3>Changes</h3><pre>${diffHtml(diff)}</pre>`,
    transcript.length === 0 ? "" : `<h3>Transcript</h3>${transcript.map(partHtml).join("\n")}`,
  ].filter(Boolean);
  const body =
    inner.length === 0 ? '<p class="note">Nothing was kept of it.</p>' : inner.join("\n");
  return `<details class="trial" id="${anchor}"><summary>${escaped(title)}</summary>${body}</details>`;
}

const wordsFor = {
  failed: "not solved",
  skipped: "skipped",
  infrastructure: "spoiled by infrastructure",
} as const;

/** JSON in which nothing can end the element that it stands in. */
function jsonInPage(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** A script in which nothing can end the element that it stands in; in code both mean the same. */
function scriptInPage(script: string): string {
  return script.replace(/<\/script/gi, "<\\/script").replaceAll("<!--", "<\\!--");
}
