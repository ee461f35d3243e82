import { join } from "node:path";
import { z } from "zod";
import { occurrences } from "./count.ts";
import { javascriptWatch } from "./javascript-watch.ts";
import type { Counted, Language, Left } from "./language.ts";

const report = "report.xml";
const mark = "mark.json";
const testLimitMs = 60_000;

/** Specs in the manner of jest, run by Bun. */
export const javascript: Language = {
  name: "javascript",
  extensions: [".js", ".mjs", ".cjs"],
  programs: [
    { name: "bun", version: ["--version"], apt: "npm && npm install -g bun", brew: "bun" },
  ],
  buildFiles: [
    "package.json",
    "babel.config.js",
    "jest.config.js",
    "bunfig.toml",
    ".npmrc",
    ".eslintrc",
  ],
  isTest: (path) => /\.(spec|test)\.[cm]?js$/.test(path),
  enable: (source) =>
    source
      .replace(/\bx(test|it|describe)\b(?=\s*[.(])/g, "$1")
      .replace(/\b(test|it|describe)\.skip\b(?=\s*[.(])/g, "$1"),
  count: (source) => occurrences(source, /^[ \t]*(test|it)(\.each)?\s*\(/m),
  tampering: /\bbun:test\b|\bexpect\s*\.\s*extend\b/,
  files: async ({ out, nonce }) => ({
    [join(out, "watch.js")]: javascriptWatch,
    [join(out, "nonce")]: nonce,
  }),
  steps: ({ exercise, folder, out, program }) => [
    {
      type: "test",
      command: [
        ...[program("bun"), "test", "--no-install", `--timeout=${testLimitMs}`],
        ...["--preload", join(out, "watch.js")],
        ...["--reporter=junit", `--reporter-outfile=${join(out, report)}`],
        ...exercise.testFiles.filter((path) => javascript.isTest(path)).map((path) => `./${path}`),
      ],
      cwd: folder,
      env: { LOCALCODE_GRADER: out },
    },
  ],
  read: countedFrom,
  failure: /^(error:|.*Error:|\(fail\))/m,
};

const nothingRan = { compiled: false, total: 0, failed: 0 };

const markSchema = z.object({ nonce: z.string(), intact: z.boolean() });

/** Bun writes the report as it ends; the mark says that the tests came to their end. */
async function countedFrom({ exitCode, place, read }: Left): Promise<Counted | undefined> {
  const suite = /<testsuites\b[^>]*>/.exec((await read(report)) ?? "")?.[0];
  const written = await read(mark);
  // A spec that cannot be loaded ends with an error, and with nothing to report.
  if (suite === undefined && exitCode === 1) return { ...nothingRan, trusted: true };
  if (suite === undefined || written === undefined) return undefined;
  const said = markSchema.safeParse(JSON.parse(written));
  if (!said.success || said.data.nonce !== place.nonce) return undefined;
  const [tests, failures, skipped] = ["tests", "failures", "skipped"].map((name) =>
    Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0),
  );
  const total = (tests ?? 0) - (skipped ?? 0);
  const failed = failures ?? 0;
  // An error outside of a test, such as a file that cannot be loaded, counts as no test.
  const outside = exitCode !== 0 && failed === 0;
  return {
    compiled: total > 0,
    total,
    failed: outside ? total : failed,
    trusted: said.data.intact,
  };
}
