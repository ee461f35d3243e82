import { expect, test } from "bun:test";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { languages } from "../../src/bench/languages/index.ts";
import { prepare } from "../../src/bench/prepare.ts";
import { lackOf, programsOf, toolchains } from "../../src/bench/toolchains.ts";
import type { Exercise } from "../../src/bench/types.ts";
import { tempFolder } from "../support/temp.ts";

const { signal } = new AbortController();

/** With nothing on the PATH but these programs, each of which says its version. */
async function withPrograms<Result>(
  names: readonly string[],
  work: () => Promise<Result>,
): Promise<Result> {
  const script = '#!/bin/sh\necho "version 1.2.3"\necho more\n';
  using folder = await tempFolder(Object.fromEntries(names.map((name) => [name, script])));
  for (const name of names) chmodSync(join(folder.path, name), 0o755);
  const { PATH } = process.env;
  process.env.PATH = folder.path;
  try {
    return await work();
  } finally {
    process.env.PATH = PATH;
  }
}

test("what is here has a version, and what is missing a command that installs it", async () => {
  const rows = await withPrograms(["cargo"], () => toolchains(["rust", "go"]));
  const install = (row: { readonly install: string }) =>
    row.install.replace(/^(sudo apt-get|brew) install /, "");
  expect(rows.map((row) => [row.language, row.program, row.version, install(row)])).toEqual([
    ["go", "go", undefined, process.platform === "darwin" ? "go" : "golang-go"],
    ["rust", "cargo", "version 1.2.3", process.platform === "darwin" ? "rust" : "cargo"],
    ["rust", "rustc", undefined, process.platform === "darwin" ? "rust" : "rustc"],
  ]);
});

test("a program that is here and does not start is missing, and says why", async () => {
  const stub = '#!/bin/sh\necho "error: no version of cargo is set" >&2\nexit 1\n';
  using folder = await tempFolder({ cargo: stub, rustc: "#!/bin/sh\necho 1.2.3\n" });
  for (const name of ["cargo", "rustc"]) chmodSync(join(folder.path, name), 0o755);
  const { PATH } = process.env;
  process.env.PATH = folder.path;
  try {
    const rows = await toolchains(["rust"]);
    expect(rows.map(({ program, path, broken }) => [program, path === undefined, broken])).toEqual([
      ["cargo", true, "error: no version of cargo is set"],
      ["rustc", false, undefined],
    ]);
    expect(lackOf(rows)).toBe("cargo does not start: error: no version of cargo is set");
    const rust = languages.find(({ name }) => name === "rust");
    expect(rust && [...(await programsOf(rust))]).toEqual([
      ["cargo", ""],
      ["rustc", join(folder.path, "rustc")],
    ]);
  } finally {
    process.env.PATH = PATH;
  }
});

test("JavaScript needs nothing but what runs localcode", async () => {
  const [row] = await withPrograms([], () => toolchains(["javascript"]));
  expect(row?.version).toBe(Bun.version);
});

test("every language has a program, an ending and a name of its own", () => {
  const names = languages.map(({ name }) => name);
  expect(names).toEqual(["python", "javascript", "go", "rust", "cpp", "java"]);
  expect(languages.filter(({ programs, extensions }) => !programs[0] || !extensions[0])).toEqual(
    [],
  );
  const endings = languages.flatMap(({ extensions }) => extensions);
  expect(endings).toEqual([...new Set(endings)]);
});

test("a language without its programs is passed over when things are made ready", async () => {
  using folder = await tempFolder();
  const exercise = { key: "java/a", language: "java", folder: folder.path } as Exercise;
  const options = { cache: folder.path, signal, say: () => undefined };
  expect(await withPrograms(["java"], () => prepare([exercise], options))).toEqual([]);
});
