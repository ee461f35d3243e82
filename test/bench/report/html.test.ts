import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chartData } from "../../../src/bench/report/html-charts.ts";
import { readChartScript, readRun, renderReport } from "../../../src/bench/report/render.ts";
import { buildReport } from "../../../src/bench/report/report.ts";
import { summarize } from "../../../src/bench/report/summary.ts";
import { pageSize, readTrialPages } from "../../../src/bench/report/trial-page.ts";
import { browserPath, openPage } from "../../support/browser.ts";
import { tempFolder } from "../../support/temp.ts";
import { row } from "../rows.ts";
import { kept, runFiles } from "./run-on-disk.ts";

const root = join(import.meta.dir, "../../..");
const rows = [
  kept("python/t1", "o"),
  kept("python/t2", "xo"),
  kept("javascript/t1", "xx"),
  row("rust/t1", "", { skipped: { why: "no cargo" } }),
];
const files = runFiles(rows);

async function page() {
  using folder = await tempFolder(files);
  return renderReport(join(folder.path, "run"), "html", root);
}

test("a run is read from its folder, and a folder that is no run is told", async () => {
  using folder = await tempFolder(files);
  expect(readRun(join(folder.path, "run")).rows).toEqual(rows);
  expect(() => readRun(folder.path)).toThrow("is no run: it has no results.jsonl.");
  expect(() => readChartScript(folder.path)).toThrow("Run npm install, or use --md.");
});

test("the page asks for nothing from anywhere", async () => {
  const html = await page();
  expect(html).toContain("default-src 'none'");
  const own = html.replace(readChartScript(root), "");
  expect(own.match(/(src|href)\s*=\s*["'](?!#)[^"']*/g)).toBeNull();
  expect(own).not.toMatch(/@import|url\(|fetch\(|XMLHttpRequest|sourceMappingURL/);
});

test("without a script the page has the headline, every table and every trial", async () => {
  const html = (await page()).replace(/<script[\s\S]*?<\/script>/g, "");
  const { tables, overview } = buildReport({ name: "run", rows });
  for (const { id } of [...overview, ...tables]) expect(html).toContain(`<section id="${id}">`);
  expect(html).toContain('<div class="headline">Pass@1: 1/4 (25.0%)\n');
  const links = [...html.matchAll(/href="#(trial-[^"]+)"/g)].map((match) => match[1]);
  const trials = [...html.matchAll(/<details class="trial" id="([^"]+)"/g)].map(
    (match) => match[1],
  );
  expect(trials).toEqual([
    "trial-0-python-t1",
    "trial-1-python-t2",
    "trial-2-javascript-t1",
    "trial-3-rust-t1",
  ]);
  expect([...new Set(links)].sort()).toEqual([...trials].sort());
});

test("what a model wrote is text on the page, and a key in it is masked", async () => {
  const html = await page();
  expect(html).not.toContain("<img src=x");
  expect(html).not.toContain("sk-0123456789");
  expect(html).toContain("&lt;img src=x onerror=");
  expect(html.match(/<\/script>/g)).toHaveLength(3);
});

test("a transcript and a page have a limit, and say where the rest is", async () => {
  using folder = await tempFolder(files);
  const run = join(folder.path, "run");
  const summary = summarize(readRun(run));
  const notes = (limits: Parameters<typeof readTrialPages>[2]) =>
    readTrialPages(run, summary, limits).map((one) => one.notes);
  expect(notes({ text: 1_000, trial: 10_000, page: 100_000 })).toEqual([[], [], [], []]);
  expect(notes({ text: 1_000, trial: 300, page: 100_000 })[0]).toEqual([
    "1 more entries are in trials/python-t1/session.jsonl.",
  ]);
  // Of a full page what failed is shown, and the rest is told.
  const full = (name: string) =>
    `This page is full; what is missing is in trials/${name}/session.jsonl and trials/${name}/workspace.diff.`;
  const [page] = readTrialPages(run, summary).filter(({ row: { key } }) => key === "javascript/t1");
  const size = page === undefined ? 0 : pageSize(page);
  expect(notes({ text: 1_000, trial: 10_000, page: size })).toEqual([
    [full("python-t1")],
    [full("python-t2")],
    [],
    [],
  ]);
  const [first] = readTrialPages(run, summary, { text: 20, trial: 10_000, page: 100_000 });
  expect(first?.transcript[0]).toEqual({
    type: "prompt",
    text: "Solve the task. My k\n[… 15 more characters are in trials/python-t1/session.jsonl …]",
    at: "2026-11-21T10:00:01.000Z",
  });
});

test("a trial whose files are gone is still listed", async () => {
  using folder = await tempFolder({
    "run/results.jsonl": files["run/results.jsonl"] ?? "",
  });
  const run = join(folder.path, "run");
  expect(readTrialPages(run, summarize(readRun(run)))[0]).toMatchObject({
    anchor: "trial-0-python-t1",
    diff: "",
    transcript: [],
    notes: [
      "The diff trials/python-t1/workspace.diff is not there any more.",
      "The log trials/python-t1/session.jsonl is not there any more.",
    ],
  });
});

test("the log of another agent is shown as it stands", async () => {
  using folder = await tempFolder({ ...files, "run/trials/python-t1/session.jsonl": "hello\n" });
  const run = join(folder.path, "run");
  expect(readTrialPages(run, summarize(readRun(run)))[0]?.transcript).toEqual([
    { type: "note", text: "hello\n" },
  ]);
});

test("the charts show the numbers of the tables", () => {
  expect(chartData(summarize({ name: "run", rows }))).toEqual({
    languages: [
      {
        name: "javascript",
        rates: [
          { rate: 0, low: 0, high: 79.3 },
          { rate: 0, low: 0, high: 79.3 },
        ],
      },
      {
        name: "python",
        rates: [
          { rate: 50, low: 9.5, high: 90.5 },
          { rate: 100, low: 34.2, high: 100 },
        ],
      },
    ],
    tasks: [
      { name: "python/t2", seconds: 60, tokens: [1200, 800, 400], passed: true },
      { name: "javascript/t1", seconds: 60, tokens: [1200, 800, 400], passed: false },
      { name: "python/t1", seconds: 30, tokens: [600, 400, 200], passed: true },
    ],
    reached: [
      { name: "nothing", count: 0 },
      { name: "called", count: 0 },
      { name: "edited", count: 0 },
      { name: "compiled", count: 0 },
      { name: "partly", count: 1 },
      { name: "passed", count: 2 },
    ],
  });
});

test.skipIf(browserPath === "")(
  "a browser sorts the tables, draws the charts and opens a trial (needs Chromium on PATH or in CHROMIUM)",
  async () => {
    using folder = await tempFolder({ ...files, "profile/x": "" });
    const file = join(folder.path, "report.html");
    writeFileSync(file, renderReport(join(folder.path, "run"), "html", root));
    const { href } = pathToFileURL(file);
    using page = await openPage(href, join(folder.path, "profile"));
    expect(await page.run("document.title")).toBe("run");
    expect(await page.run(drawnCharts)).toEqual([
      "chart-languages",
      "chart-reached",
      "chart-seconds",
      "chart-tokens",
    ]);
    expect(await page.run(sortedBy("sec"))).toEqual(["0.0", "30.0", "60.0", "60.0"]);
    expect(await page.run(sortedBy("sec"))).toEqual(["60.0", "60.0", "30.0", "0.0"]);
    await page.run("document.querySelector('#results a[href*=python-t2]').click()");
    await page.run("new Promise((resolve) => setTimeout(resolve, 100))");
    expect(
      await page.run("[...document.querySelectorAll('details[open]')].map((one) => one.id)"),
    ).toEqual(["trial-1-python-t2"]);
    expect([page.errors, page.requests]).toEqual([[], [href]]);
  },
  30_000,
);

/** The canvases on which something is drawn. */
const drawnCharts = `[...document.querySelectorAll("canvas")].filter((canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value) => value > 0);
}).map((canvas) => canvas.id)`;

/** The cells of a column of the results after a click on its title. */
function sortedBy(title: string): string {
  return `(() => {
    const table = document.querySelector("#results table");
    const at = [...table.tHead.rows[0].cells].findIndex((cell) => cell.textContent === "${title}");
    table.tHead.rows[0].cells[at].querySelector("button").click();
    return [...table.tBodies[0].rows].map((row) => row.cells[at].textContent);
  })()`;
}
