import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { chmod, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openHistory } from "../../src/tui/history.ts";
import { tempFolder } from "../support/temp.ts";

const project = "/home/somebody/project";

/** The files of the history, by name. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(join(folder, "history")).map((name) => join(folder, "history", name));
}

test("prompts are there after a restart, newest last, several lines too", async () => {
  using folder = await tempFolder();
  const first = openHistory(folder.path, project);
  expect(first.entries).toEqual([]);
  expect(first.add("one")).toBeUndefined();
  expect(first.add("two\nlines \u2028 and “quotes”")).toBeUndefined();
  expect(first.entries).toEqual(["one", "two\nlines \u2028 and “quotes”"]);
  expect(openHistory(folder.path, project).entries).toEqual(first.entries);
});

test("each project has its own", async () => {
  using folder = await tempFolder();
  openHistory(folder.path, project).add("here");
  expect(openHistory(folder.path, "/elsewhere").entries).toEqual([]);
  openHistory(folder.path, "/elsewhere").add("there");
  expect(openHistory(folder.path, project).entries).toEqual(["here"]);
  expect(filesIn(folder.path)).toHaveLength(2);
});

test("the same prompt twice in a row is kept once, an empty one not at all", async () => {
  using folder = await tempFolder();
  const history = openHistory(folder.path, project);
  for (const text of ["a", "a", " \n", "b", "a"]) history.add(text);
  expect(openHistory(folder.path, project).entries).toEqual(["a", "b", "a"]);
});

test("a broken line is skipped, and what comes after a torn one is not lost", async () => {
  using folder = await tempFolder();
  openHistory(folder.path, project).add("one");
  const [file = ""] = filesIn(folder.path);
  await writeFile(file, `"one"\n{"no":"prompt"}\nnonsense\n""\n"two"\n"torn by a kil`);
  const history = openHistory(folder.path, project);
  expect(history.entries).toEqual(["one", "two"]);
  history.add("three");
  history.add("four");
  expect(openHistory(folder.path, project).entries).toEqual(["one", "two", "three", "four"]);
});

test("a thousand are kept, and the file does not grow for ever", async () => {
  using folder = await tempFolder();
  const history = openHistory(folder.path, project);
  for (let number = 1; number <= 3_500; number++) history.add(`prompt ${number}`);
  const expected = Array.from({ length: 1_000 }, (_, index) => `prompt ${index + 2_501}`);
  expect(history.entries).toEqual(expected);
  expect(openHistory(folder.path, project).entries).toEqual(expected);
  const lines = filesIn(folder.path).map(
    (file) => readFileSync(file, "utf8").split("\n").length - 1,
  );
  expect(lines.sort()).toEqual([1_000, 500].sort());
});

test("several processes add at once and lose nothing", async () => {
  using folder = await tempFolder();
  const module = join(import.meta.dir, "../../src/tui/history.ts");
  const script = `
    const { openHistory } = await import(${JSON.stringify(module)});
    const history = openHistory(process.argv[1], ${JSON.stringify(project)});
    for (let n = 0; n < 200; n++) history.add(process.argv[2] + " " + n + "x".repeat(200));`;
  const children = ["a", "b", "c"].map((name) =>
    Bun.spawn([process.execPath, "-e", script, folder.path, name], { stderr: "inherit" }),
  );
  expect(await Promise.all(children.map((child) => child.exited))).toEqual([0, 0, 0]);
  const { entries } = openHistory(folder.path, project);
  const wanted = ["a", "b", "c"].flatMap((name) =>
    Array.from({ length: 200 }, (_, n) => `${name} ${n}${"x".repeat(200)}`),
  );
  expect([...entries].sort()).toEqual(wanted.sort());
});

test("a very long prompt is remembered until the end only", async () => {
  using folder = await tempFolder();
  const history = openHistory(folder.path, project);
  const long = "x".repeat(100_001);
  expect(history.add(long)).toBeUndefined();
  history.add("short");
  expect(history.entries).toEqual([long, "short"]);
  expect(openHistory(folder.path, project).entries).toEqual(["short"]);
});

test("a folder that cannot be written is said once, and prompts are remembered until the end", async () => {
  using folder = await tempFolder({ state: "a file where a folder belongs" });
  const history = openHistory(join(folder.path, "state"), project);
  expect(history.add("one")).toBe(
    `Your prompts are remembered only until you leave: ${folder.path}/state/history cannot be written (ENOTDIR).`,
  );
  expect(history.add("two")).toBeUndefined();
  expect(history.entries).toEqual(["one", "two"]);
});

test.skipIf(process.getuid?.() === 0)("a file without rights is said too", async () => {
  using folder = await tempFolder();
  openHistory(folder.path, project).add("one");
  const [file = ""] = filesIn(folder.path);
  await chmod(file, 0o000);
  expect(openHistory(folder.path, project).add("two")).toContain("EACCES");
});

test("a history whose folder is gone meanwhile is begun anew", async () => {
  using folder = await tempFolder();
  const history = openHistory(folder.path, project);
  history.add("one");
  await rm(join(folder.path, "history"), { recursive: true });
  expect(history.add("two")).toBeUndefined();
  expect(openHistory(folder.path, project).entries).toEqual(["two"]);
});
