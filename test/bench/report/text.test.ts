import { expect, test } from "bun:test";
import { reportCsv } from "../../../src/bench/report/csv.ts";
import { reportMarkdown } from "../../../src/bench/report/markdown.ts";
import { buildReport } from "../../../src/bench/report/report.ts";
import { bySubject, type RunData } from "../../../src/bench/report/summary.ts";
import { reportText, tableText } from "../../../src/bench/report/text.ts";
import { rowOf } from "../../../src/bench/results-row.ts";
import { card } from "../cards.ts";
import { done, facts, row, rows, tried } from "../rows.ts";

const skipped = rowOf(facts({ key: "rust/t1", skipped: { why: "no cargo" } }), []);
const spoiled = rowOf(
  facts({ key: "go/t1", infrastructure: { kind: "server", detail: "The server is gone." } }),
  [],
);

function run(changes: Partial<RunData> = {}): RunData {
  const own = [...rows("python", "o xo xx o o"), ...rows("javascript", "o xx xo")];
  return { name: "2026-11-21--tiny", card, rows: [...own, skipped, spoiled], ...changes };
}

test("the first lines are those that the user knows, each with what it is worth", () => {
  const passed = Array.from({ length: 35 }, () => "o");
  const rescued = ["xo", "xo", "xo"];
  const failed = Array.from({ length: 11 }, () => "xx");
  const own = rows("javascript", [...passed, ...rescued, ...failed].join(" "));
  const times = own.map((one) => ({ ...one, seconds: 42.3 }));
  const { headline } = buildReport({ name: "js", card, rows: times });
  expect(headline).toEqual([
    "Pass@1: 35/49 (71.4%)",
    "  95% interval 57.6% to 82.2%",
    "Pass@2: 38/49 (77.6%)",
    "  95% interval 64.1% to 87.0%",
    "Avg time per task: 42.3s",
    "  95% interval 42.3s to 42.3s, median 42.3s, 90% within 42.3s",
    "Solved per hour: 66.0 (one task at a time)",
    "Score: 0.966 of 1 (how far tasks got; 95% interval 0.948 to 0.982)",
  ]);
});

test("the whole report, with its ten tables", () => {
  expect(reportText(buildReport(run()))).toMatchSnapshot();
});

test("the ten tables are there, in their order", () => {
  expect(buildReport(run()).tables.map(({ id }) => id)).toEqual([
    "model",
    "flags",
    "speed",
    "tools",
    "tool-errors",
    "error-categories",
    "results",
    "task-tools",
    "task-tokens",
    "task-flow",
  ]);
});

test("a skipped task counts as not solved unless it was to be left out; a spoiled one never counts", () => {
  const lines = (flags: readonly string[]) =>
    buildReport(run({ card: { ...card, flags: [...flags] } })).headline.filter((line) =>
      /^(Pass@1|Skipped|Not)/.test(line),
    );
  const apart =
    "Not counted: 1 spoiled by infrastructure (server: 1); start the run again to repeat them";
  expect(lines([])).toEqual([
    "Pass@1: 4/9 (44.4%)",
    "Skipped: 1 (no cargo: 1); they count as not solved; --skip-missing leaves them out",
    apart,
  ]);
  expect(lines(["--skip-missing"])).toEqual([
    "Pass@1: 4/8 (50.0%)",
    "Skipped: 1 (no cargo: 1); they are left out",
    apart,
  ]);
});

test("repeats give unbiased pass@k, pass^k and the tasks that are solved only sometimes", () => {
  const repeats = [1, 2, 3].flatMap((repeat) => [
    row("python/a", "o", { repeat }),
    row("python/b", repeat === 1 ? "o" : "x", { repeat }),
  ]);
  const { summary, overview } = buildReport({ name: "r", rows: repeats });
  expect(summary.flaky).toEqual(["python/b"]);
  const table = overview.find(({ id }) => id === "repeats");
  expect(table?.rows.map((cells) => cells.map(({ text }) => text))).toEqual([
    ["1", "66.7%", "66.7%"],
    ["2", "83.3%", "50.0%"],
    ["3", "100.0%", "50.0%"],
  ]);
});

test("an estimated rate is marked", () => {
  const tally = { ...tried, estimated: true };
  const estimated = rowOf(facts(), [done(true, { tally })]);
  const text = reportText(buildReport({ name: "r", rows: [estimated] }));
  expect(text).toMatch(/decode t\/s +~20\.0/);
  expect(text).toMatch(/python\/leap .* ~20\.0/);
});

test("a run without rows has a report that says nothing wrong", () => {
  const { headline } = buildReport({ name: "empty", rows: [] });
  expect(headline).toEqual(["Pass@1: 0/0 (0.0%)", "  95% interval 0.0% to 100.0%"]);
});

test("a harness without a model has no settings of one", () => {
  const { model: _none, ...bare } = card;
  const [model] = buildReport(run({ card: { ...bare, agent: "" } })).tables;
  expect(model?.rows).toEqual([]);
});

test("several subjects in one folder are several reports", () => {
  const rows = [row("go/a", "o"), row("go/a", "x", { model: "other.gguf" })];
  expect(bySubject({ name: "r", rows }).map(({ name, rows: own }) => [name, own.length])).toEqual([
    ["r: self · tiny · tiny.gguf", 1],
    ["r: self · tiny · other.gguf", 1],
  ]);
  expect(bySubject(run())).toEqual([run()]);
});

test("a line is never longer than 120 columns, whatever is in it", () => {
  const steps = Array.from({ length: 40 }, (_, at) => `read[src/日本語/${at}.py]`);
  const key = "javascript/a-task-with-a-long-name";
  const long = rowOf(
    facts({ key }),
    [1, 2].map(() => done(false, { tally: { ...tried, steps } })),
  );
  const text = reportText(buildReport({ name: "r", card, rows: [long] }));
  const widths = text.split("\n").map((line) => Bun.stringWidth(line));
  expect(Math.max(...widths)).toBeLessThanOrEqual(120);
  expect(text).toContain("read[src/日本語/39.py]");
});

test("an empty table says so", () => {
  expect(tableText({ id: "t", title: "Things", columns: [{ title: "a" }], rows: [] })).toBe(
    "Things\n(none)",
  );
});

test("what would be Markdown in a value stays text", () => {
  const text = reportMarkdown(buildReport(run({ name: "a|b *c*" })));
  expect(text).toStartWith("# a\\|b \\*c\\*\n");
  expect(text).toContain("| python | 3/5 (60.0%) | 23.1% to 88.2% | 4/5 (80.0%) |");
  expect(text).toContain("| edit.not\\_found | 12 | 100.0% | 8 |");
});

test("CSV has one line a trial, quoted where it must be, and never a formula", () => {
  const odd = row("go/a", "o", { model: '=x,"y"' });
  const lines = reportCsv(buildReport({ name: "r", rows: [odd, skipped] })).split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toStartWith("task,language,repeat,harness,agent,model,seed,result,passed_at");
  expect(lines[1]).toStartWith(`go/a,go,1,self,tiny,"'=x,""y""",,passed,1,1,1,passed,4,0,30,`);
  expect(lines[2]).toContain(",skipped,0,0,0,nothing,");
  expect(lines[2]).toContain(",no cargo,");
});
