import { existsSync } from "node:fs";
import { join } from "node:path";
import { occurrences } from "./count.ts";
import { fetchJars, jars, pathsOf } from "./jars.ts";
import type { Counted, Language, Left, Place } from "./language.ts";

/** javac and the JUnit console, without Gradle and its download. */
export const java: Language = {
  name: "java",
  extensions: [".java"],
  programs: [
    { name: "javac", version: ["-version"], apt: "default-jdk", brew: "openjdk" },
    { name: "java", version: ["-version"], apt: "default-jdk", brew: "openjdk" },
  ],
  buildFiles: ["build.gradle"],
  isTest: (path) => /(^|\/)src\/test\//.test(path),
  enable: (source) => source.replace(/@Disabled\b(\s*\((?:"(?:\\.|[^"\\])*"|[^")])*\))?/g, ""),
  count: (source) => occurrences(source, /^[ \t]*@(Test|ParameterizedTest|RepeatedTest)\b/m),
  lacks: (_, cache) =>
    pathsOf(cache).every((path) => existsSync(path))
      ? undefined
      : "no JUnit: run localcode bench setup",
  prepare: fetchJars,
  steps: (place) => {
    const { folder, out, cache, program } = place;
    const sources = [...new Bun.Glob("src/{main,test}/java/**/*.java").scanSync({ cwd: folder })];
    const classes = join(out, "classes");
    const path = [classes, ...pathsOf(cache)].join(":");
    const quiet = ["-proc:none", "-nowarn", "-encoding", "UTF-8"];
    const shown = ["--disable-banner", "--disable-ansi-colors", "--details=summary"];
    const scan = ["--class-path", path, "--scan-class-path", classes];
    return [
      {
        type: "build",
        command: [program("javac"), ...quiet, "-cp", path, "-d", classes, ...sources.sort()],
        cwd: folder,
      },
      {
        type: "test",
        command: [
          ...[program("java"), "-XX:+UseSerialGC", "-jar", consoleJar(cache), "execute"],
          ...[...shown, ...scan, "--reports-dir", join(out, reportFolder(place))],
        ],
        cwd: folder,
      },
    ];
  },
  read: countedFrom,
  shown: (output) => output.replace(quiet, ""),
  failure: /^(.*\.java:\d+: error:|Failures \(|.*(Error|Exception)\b)/m,
};

/** The console's counts of containers, and the frames of the machinery. */
const quiet =
  /^(\[ .* \]|Test run finished after .*|\s+MethodSource .*|\s+(java\.base|org\.junit)\/?.*)\n/gm;

function consoleJar(cache: string): string {
  return join(cache, jars[0].file);
}

function reportFolder({ nonce }: Place): string {
  return `reports-${nonce}`;
}

/** One report for each engine; only Jupiter's has tests. */
async function countedFrom({ exitCode, list, read, place }: Left): Promise<Counted | undefined> {
  const files = list(`${reportFolder(place)}/TEST-*.xml`);
  const texts = await Promise.all(files.map(async (file) => (await read(file)) ?? ""));
  if (!texts.some((text) => text.includes("</testsuite>"))) return undefined;
  const heads = texts.map((text) => /<testsuite\b[^>]*>/.exec(text)?.[0] ?? "");
  const sum = (name: string) =>
    heads.reduce(
      (all, head) => all + Number(new RegExp(`\\b${name}="(\\d+)"`).exec(head)?.[1] ?? 0),
      0,
    );
  const failed = sum("failures") + sum("errors");
  const bad = exitCode === 0 ? failed : Math.max(1, failed);
  return { compiled: true, total: sum("tests") - sum("skipped"), failed: bad, trusted: true };
}
