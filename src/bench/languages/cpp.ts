import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { contentHash } from "../../lib/content-hash.ts";
import { occurrences } from "./count.ts";
import type { Counted, Language, Left, Place } from "./language.ts";

const report = "report.xml";
const mainFile = "test/tests-main.cpp";
const flags = ["-std=c++17", "-g", "-pthread", "-DEXERCISM_RUN_ALL_TESTS"];
const strict = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"];

/** Catch, whose main is compiled once for all exercises that bring the same. */
export const cpp: Language = {
  name: "cpp",
  extensions: [".cpp", ".h", ".hpp", ".cc"],
  programs: [{ name: "g++", version: ["--version"], apt: "g++", brew: "gcc" }],
  buildFiles: ["CMakeLists.txt"],
  isTest: (path) => /(_test\.cpp|^test\/.*)$/.test(path),
  enable: (source) => source,
  count: (source) =>
    occurrences(source.replace(otherBlocks, ""), /^[ \t]*(TEST_CASE|SCENARIO)\s*\(/m),
  tampering:
    /#\s*(define|undef)\s+((REQUIRE|CHECK)(_(FALSE|NOTHROW|NOFAIL|THAT|THROWS\w*))?|TEST_CASE|SECTION|\w*CATCH_\w*|EXERCISM\w*)\b/,
  lacks: (exercise) => lackOf(exercise.folder),
  prepare: async ({ exercises, cache, signal, run, say }) => {
    const folders = exercises.map(({ folder }) => folder);
    const wanted = new Map(folders.map((folder) => [mainObject(cache, folder), folder]));
    const failed: Record<string, string> = {};
    for (const [object, folder] of wanted) {
      if (object === undefined || existsSync(object)) continue;
      say("C++: the main of Catch is compiled once.");
      const said = await run(compileMain("g++", folder, object), { signal });
      if (said !== "") failed["the main of Catch"] = said;
    }
    for (const { key, folder } of exercises) {
      const lack = lackOf(folder);
      if (lack !== undefined) failed[key] = lack;
    }
    return failed;
  },
  steps: (place) => {
    const { folder, out, cache, program } = place;
    const kept = place.contained ? undefined : mainObject(cache, folder);
    const main = kept !== undefined && existsSync(kept) ? kept : join(out, "main.o");
    const sources = readdirSync(folder).filter((name) => /\.(cpp|cc)$/.test(name));
    const libraries = usesThreads(folder) ? ["-ltbb"] : [];
    const command = [
      program("g++"),
      ...flags,
      ...strict,
      ...sources,
      main,
      "-o",
      join(out, "tests"),
    ];
    const own = { type: "build", command: compileMain(program("g++"), folder, main) } as const;
    return [
      ...(main === kept ? [] : [own]),
      { type: "build", command: [...command, ...libraries], cwd: folder },
      {
        type: "test",
        command: [join(out, "tests"), "-r", "xml", "-n", place.nonce, "-o", join(out, report)],
        cwd: folder,
      },
    ];
  },
  read: countedFrom,
  failure: /^.*(error:|undefined reference|FAILED)/m,
};

/** Benchmarks and the like, which are compiled only where they are asked for. */
const otherBlocks = /^#if(?!.*EXERCISM_RUN_ALL_TESTS).*\n(?:(?!#endif).*\n)*/gm;

function compileMain(compiler: string, folder: string, object: string): readonly string[] {
  return [compiler, ...flags, "-c", join(folder, mainFile), "-o", object];
}

/** Named for what it is made of; undefined for an exercise that is built in another way. */
function mainObject(cache: string, folder: string): string | undefined {
  const files = [mainFile, "test/catch.hpp"].map((file) => join(folder, file));
  if (!files.every((file) => existsSync(file))) return undefined;
  const hash = contentHash(Buffer.concat(files.map((file) => readFileSync(file))));
  return join(cache, `main-${hash}.o`);
}

/** TBB is what GCC's parallel algorithms stand on; they are used wherever its headers are. */
function usesThreads(folder: string): boolean {
  const file = join(folder, "CMakeLists.txt");
  const names = existsSync(file) && readFileSync(file, "utf8").includes("TBB::tbb");
  return names && isIncluded("tbb");
}

function lackOf(folder: string): string | undefined {
  const tests = readdirSync(folder).filter((name) => cpp.isTest(name));
  const texts = tests.map((name) => readFileSync(join(folder, name), "utf8"));
  if (!texts.some((text) => /#include\s+["<]boost\//.test(text)) || isIncluded("boost"))
    return undefined;
  return "no Boost: install libboost-date-time-dev (apt) or boost (brew)";
}

function isIncluded(library: string): boolean {
  const places = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"];
  return places.some((place) => existsSync(join(place, library)));
}

async function countedFrom({ place, read, exitCode }: Left): Promise<Counted | undefined> {
  const text = (await read(report)) ?? "";
  if (!text.includes(`<Catch name="${place.nonce}"`)) return undefined;
  const said = failuresIn(text, place);
  const cases = /<OverallResultsCases successes="(\d+)" failures="(\d+)"/.exec(text);
  const asserted = /<OverallResults successes="(\d+)" failures="(\d+)"/g;
  const last = [...text.matchAll(asserted)].at(-1);
  if (cases === null || last === undefined) {
    // It crashed on the way: the case that was begun last is the one that failed.
    const begun = occurrences(text, /<TestCase /);
    return exitCode === 0 || begun === 0
      ? undefined
      : { compiled: true, total: begun, failed: 1, trusted: true, said };
  }
  const [passed, failed] = [Number(cases[1]), Number(cases[2])];
  const trusted = failed > 0 || (exitCode === 0 && Number(last[1]) >= passed);
  return { compiled: true, total: passed + failed, failed, trusted, said };
}

/** What Catch would have said on a terminal. */
function failuresIn(xml: string, { folder }: Place): string {
  const cases = xml.split("<TestCase ").slice(1);
  return cases
    .flatMap((one) => {
      const name = /^name="([^"]*)"/.exec(one)?.[1] ?? "";
      const found = [
        ...one.matchAll(
          /<Expression success="false" type="(\w+)" filename="([^"]*)" line="(\d+)">\s*<Original>([\s\S]*?)<\/Original>\s*<Expanded>([\s\S]*?)<\/Expanded>([\s\S]*?)<\/Expression>/g,
        ),
      ];
      const fatal = [...one.matchAll(/<(FatalErrorCondition|Exception)\b[^>]*>([\s\S]*?)<\/\1>/g)];
      const lines = found.map(([, type, file = "", line, original = "", expanded = ""]) =>
        [
          `${file.replace(`${folder}/`, "")}:${line}: FAILED: ${name}`,
          `  ${type}( ${plain(original)} )`,
          "with expansion:",
          `  ${plain(expanded)}`,
        ].join("\n"),
      );
      return [...lines, ...fatal.map(([, , what = ""]) => `FAILED: ${name}\n  ${plain(what)}`)];
    })
    .join("\n\n");
}

function plain(text: string): string {
  const letters: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
  return text.trim().replace(/&(lt|gt|amp|quot);/g, (whole, name) => letters[name] ?? whole);
}
