import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { newestRows, resultOf, rowSchema, subjectOf } from "../../src/bench/results.ts";
import { openResults, ResultsError, readResults } from "../../src/bench/results-file.ts";
import { rowOf } from "../../src/bench/results-row.ts";
import { scoreOf } from "../../src/bench/results-score.ts";
import { tempFolder } from "../support/temp.ts";
import { done, facts, row, tried } from "./rows.ts";

test("a row is counted from its tries", () => {
  const counted = rowOf(facts({ log: "trials/a/session.jsonl" }), [done(false), done(true)]);
  expect(counted).toEqual({
    ...facts({ log: "trials/a/session.jsonl" }),
    version: 1,
    tries: [
      {
        passed: false,
        seconds: 30,
        tested: { compiled: true, timedOut: false, total: 4, failed: 1 },
        score: 0.85,
        reached: "partly",
        end: "done",
        calls: 2,
        errors: 1,
      },
      {
        passed: true,
        seconds: 30,
        tested: { compiled: true, timedOut: false, total: 4, failed: 0 },
        score: 1,
        reached: "passed",
        end: "done",
        calls: 2,
        errors: 1,
      },
    ],
    passedAt: 2,
    seconds: 60,
    tokens: { in: 2000, cached: 800, out: 400 },
    speed: {
      prefillTokens: 1200,
      prefillMs: 600,
      decodeTokens: 400,
      decodeMs: 20_000,
      estimated: false,
    },
    turns: 6,
    calls: 4,
    tools: { read: { calls: 2, errors: 0 }, edit: { calls: 2, errors: 2 } },
    errors: { "edit.not_found": 2 },
    salvages: 0,
    nudges: 0,
    mechanisms: {},
    score: 1,
    reached: "passed",
    end: "done",
    detail: "",
    steps: [tried.steps, tried.steps].map((steps) => [...steps]),
  });
  expect(rowSchema.parse(counted)).toEqual(counted);
});

test("a trial without a try has a row too, and its result says why", () => {
  const skipped = rowOf(facts({ skipped: { why: "no cargo" } }), []);
  const spoiled = rowOf(facts({ infrastructure: { kind: "server", detail: "It died." } }), []);
  expect(rowSchema.parse(skipped)).toEqual(skipped);
  expect([skipped, spoiled, row("go/a", "x"), row("go/a", "xo")].map(resultOf)).toEqual([
    "skipped",
    "infrastructure",
    "failed",
    "passed",
  ]);
});

const tested = { passed: false, compiled: false, timedOut: false };

test.each([
  ["nothing", 0, { calls: 0, edited: false, tested: { ...tested, compiled: true } }],
  ["called", 0.1, { calls: 3, edited: false, tested: { ...tested, compiled: true } }],
  ["edited", 0.2, { calls: 3, edited: true, tested }],
  ["edited", 0.2, { calls: 0, edited: true, tested }],
  ["compiled", 0.4, { calls: 3, edited: true, tested: { ...tested, compiled: true } }],
  ["compiled", 0.4, at(0, 5)],
  ["partly", 0.64, at(2, 5)],
  ["partly", 0.95, at(11, 12)],
  ["partly", 0.99, at(199, 200)],
  ["partly", 0.99, at(5, 5)],
  ["passed", 1, { ...at(5, 5), tested: { ...at(5, 5).tested, passed: true } }],
] as const)("a try that reached %p has the score %p", (reached, score, given) => {
  expect(scoreOf(given)).toEqual({ score, reached });
});

function at(passing: number, total: number) {
  const counts = { compiled: true, total, failed: total - passing };
  return { calls: 3, edited: true, tested: { ...tested, ...counts } };
}

test("a score is a share, and only what passed has all of it", () => {
  const facts = fc.record({
    calls: fc.nat(9),
    edited: fc.boolean(),
    tested: fc.record({
      passed: fc.boolean(),
      compiled: fc.boolean(),
      timedOut: fc.boolean(),
      total: fc.nat(50),
      failed: fc.nat(50),
    }),
  });
  void fc.assert(
    fc.property(facts, (given) => {
      const { score } = scoreOf(given);
      expect(score >= 0 && score <= 1).toBe(true);
      expect(score === 1).toBe(given.tested.passed);
    }),
  );
});

test("what is appended is read again, by whoever opens the file next", async () => {
  using folder = await tempFolder();
  const path = join(folder.path, "runs/a/results.jsonl");
  const first = row("python/leap", "o");
  const second = row("go/üben", "xx");
  {
    using file = openResults(path);
    expect(file.rows).toEqual([]);
    file.append(first);
    file.append(second);
  }
  using file = openResults(path);
  expect(file.rows).toEqual([first, second]);
  expect(readResults(path)).toEqual({ rows: [first, second], torn: false });
});

test("no file is no result yet, and reading makes none", async () => {
  using folder = await tempFolder();
  const path = join(folder.path, "results.jsonl");
  expect(readResults(path)).toEqual({ rows: [], torn: false });
  expect(existsSync(path)).toBe(false);
});

test("wherever a kill tears the last line, the rows before it stay and the next one is whole", async () => {
  using folder = await tempFolder();
  const path = join(folder.path, "results.jsonl");
  const first = row("python/leap", "o");
  const last = row("go/schöße", "xo");
  const lines = [first, last].map((one) => `${JSON.stringify(one)}\n`);
  const whole = Buffer.from(lines.join(""));
  const begin = Buffer.byteLength(lines[0] ?? "");
  for (let cut = begin; cut <= whole.length; cut += 7) {
    await writeFile(path, whole.subarray(0, cut));
    const kept = cut >= whole.length - 1 ? [first, last] : [first];
    expect(readResults(path)).toEqual({ rows: kept, torn: kept.length === 1 && cut > begin });
    using file = openResults(path);
    file.append(last);
    expect(readResults(path)).toEqual({ rows: [...kept, last], torn: false });
  }
});

test("a whole last line without its line end is kept", async () => {
  using folder = await tempFolder();
  const path = join(folder.path, "results.jsonl");
  await writeFile(path, JSON.stringify(row("go/a", "o")));
  using file = openResults(path);
  file.append(row("go/b", "x"));
  expect(readResults(path).rows.map(({ key }) => key)).toEqual(["go/a", "go/b"]);
});

test("a line that is no row is told, never left out", async () => {
  using folder = await tempFolder();
  const path = join(folder.path, "results.jsonl");
  const good = `${JSON.stringify(row("go/a", "o"))}\n`;
  const messageOf = async (text: string) => {
    await writeFile(path, good);
    await appendFile(path, text);
    try {
      readResults(path);
    } catch (error) {
      return error instanceof ResultsError ? error.message.replaceAll(path, "F") : error;
    }
    return "read";
  };
  expect(await messageOf(`{"version":1,\n${good}`)).toBe(
    "Line 2 of F is no JSON. Delete that line to run its trial again.",
  );
  expect(await messageOf(`{"version":2}\n`)).toBe(
    "Row 2 of F was written by a newer version of localcode. Read it with that version.",
  );
  expect(await messageOf(good.replace('"go/a"', '"go"'))).toContain("Row 2 of F is no result");
  expect(await messageOf(good.replace('"flow":""', '"flow":"","log":"../x"'))).toBe(
    "Row 2 of F is no result of a trial: log: is not a path below the run's folder.",
  );
});

test("a folder in the file's place is one sentence", async () => {
  using folder = await tempFolder({ "results.jsonl/x": "" });
  expect(() => openResults(join(folder.path, "results.jsonl"))).toThrow(
    /results.jsonl cannot be (read|written): the system says EISDIR/,
  );
});

test("a trial that was done again counts once, and infrastructure never hides a result", () => {
  const spoiled = { infrastructure: { kind: "server", detail: "" } } as const;
  const a1 = row("go/a", "", spoiled);
  const a2 = row("go/a", "o", { attempt: 2 });
  const b1 = row("go/b", "x");
  const b2 = row("go/b", "", { ...spoiled, attempt: 2 });
  const b3 = row("go/b", "o", { attempt: 3 });
  const c1 = row("go/c", "", spoiled);
  const c2 = row("go/c", "", { ...spoiled, attempt: 2 });
  const again = row("go/b", "x", { repeat: 2 });
  expect(newestRows([a1, b1, a2, b2, c1, c2, again])).toEqual([a2, b1, c2, again]);
  expect(newestRows([b1, b2, b3])).toEqual([b3]);
});

test("a subject is named by what there is of it", () => {
  expect(subjectOf({ harness: "self", agent: "glm", model: "glm.gguf" })).toBe(
    "self · glm · glm.gguf",
  );
  expect(subjectOf({ harness: "oracle", agent: "", model: "" })).toBe("oracle");
});

test("a file of many rows is read as it was written", async () => {
  using folder = await tempFolder();
  const path = join(folder.path, "results.jsonl");
  {
    using file = openResults(path);
    for (let index = 0; index < 60; index++) file.append(row(`go/t${index}`, "xo"));
  }
  expect((await readFile(path, "utf8")).split("\n")).toHaveLength(61);
  expect(readResults(path).rows).toHaveLength(60);
});
