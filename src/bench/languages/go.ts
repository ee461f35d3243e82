import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { occurrences } from "./count.ts";
import type { Counted, Language, Left, Place } from "./language.ts";

const graderFile = "localcode_grader_test.go";
const markFile = "mark";

/** The tests are built with a cache that all trials share, and run without it. */
export const go: Language = {
  name: "go",
  extensions: [".go"],
  programs: [{ name: "go", version: ["version"], apt: "golang-go", brew: "go" }],
  buildFiles: ["go.mod", "go.sum", "go.work"],
  isTest: (path) => /_test\.go$/.test(path),
  enable: (source) => source.replace(/^[ \t]*t\.Skip(f|Now)?\(.*\)[ \t]*$/gm, ""),
  count: (source) => occurrences(source, /^func Test\w*\(/m),
  tampering: /\bfunc\s+TestMain\b|\/\/go:linkname/,
  files: async (place) => ({
    [join(place.out, "nonce")]: place.nonce,
    ...(await mainOf(place)),
  }),
  // Compiling them for each solution would take a minute.
  lacks: (_, cache) =>
    existsSync(buildCache(cache)) ? undefined : "no compiled packages: run localcode bench setup",
  prepare: async ({ cache, signal, run, say }) => {
    say("Go: the common packages are compiled once.");
    const env = { ...environment, GOCACHE: buildCache(cache) };
    const result = await run(["go", "build", ...common], { env, signal });
    return result === "" ? {} : { go: result };
  },
  steps: ({ cache, folder, out, program }) => [
    {
      type: "build",
      command: [program("go"), "test", "-c", "-o", join(out, "tests"), "."],
      cwd: folder,
      // Compiling Go runs no code of what is compiled, as cgo is off.
      writable: [cache],
      env: { ...environment, GOCACHE: buildCache(cache), GOPATH: join(out, "go") },
    },
    {
      type: "test",
      command: [join(out, "tests"), "-test.v"],
      cwd: folder,
      env: { LOCALCODE_GRADER: out },
    },
  ],
  read: countedFrom,
  shown: (output) => output.replace(/^[ \t]*(=== (RUN|PAUSE|CONT|NAME)|--- PASS).*\n/gm, ""),
  failure: /^[ \t]*(--- FAIL|panic:|fatal error:|.*\.go:\d+(:\d+)?:|# )/m,
};

/** What most solutions and tests import; anything else joins the cache when it is first built. */
const common =
  "bufio bytes errors fmt math/rand os reflect regexp slices sort strconv strings sync testing time unicode".split(
    " ",
  );

const environment = {
  CGO_ENABLED: "0",
  GOFLAGS: "-buildvcs=false",
  GOPROXY: "off",
  GOTOOLCHAIN: "local",
  GOTELEMETRY: "off",
  GOWORK: "off",
};

function buildCache(cache: string): string {
  return join(cache, "build");
}

/** The mark is left only where all tests came to their end; a solution cannot bring a TestMain. */
async function mainOf({ exercise, folder }: Place): Promise<Readonly<Record<string, string>>> {
  const tests = exercise.testFiles.filter((file) => go.isTest(file));
  const sources = await Promise.all(tests.map((file) => readFile(join(folder, file), "utf8")));
  if (sources.some((source) => /^func TestMain\(/m.test(source))) return {};
  const name = /^package (\w+)/m.exec(sources[0] ?? "")?.[1];
  return name === undefined ? {} : { [join(folder, graderFile)]: testMain(name) };
}

function testMain(name: string): string {
  return `package ${name}

import (
	localcodeFmt "fmt"
	localcodeOs "os"
	localcodeTesting "testing"
)

func TestMain(m *localcodeTesting.M) {
	out := localcodeOs.Getenv("LOCALCODE_GRADER")
	nonce, _ := localcodeOs.ReadFile(out + "/nonce")
	localcodeOs.Remove(out + "/nonce")
	code := m.Run()
	mark := localcodeFmt.Sprintf("%s %d", nonce, code)
	localcodeOs.WriteFile(out+"/${markFile}", []byte(mark), 0o644)
	localcodeOs.Exit(code)
}
`;
}

async function countedFrom({ exitCode, output, place, read }: Left): Promise<Counted | undefined> {
  const names = (kind: string) =>
    new Set([...output.matchAll(new RegExp(`^--- ${kind}: (\\S+)`, "gm"))].map(([, name]) => name));
  const [passed, failed] = [names("PASS"), names("FAIL")];
  const mark = await read(markFile);
  const isDone = mark === `${place.nonce} 0` || mark === `${place.nonce} 1`;
  // A panic ends the process, and that is how most solutions fail.
  if (!isDone && failed.size === 0) return undefined;
  const total = passed.size + failed.size;
  const isWhole = mark === `${place.nonce} ${exitCode}`;
  const bad = exitCode === 0 ? failed.size : Math.max(1, failed.size);
  return { compiled: true, total, failed: bad, trusted: isWhole || bad > 0 };
}
