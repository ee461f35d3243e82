import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { occurrences } from "./count.ts";
import { mergeCrates } from "./crates.ts";
import type { Counted, Language, Left, Place } from "./language.ts";
import { vendorCrates } from "./vendor.ts";

const manifest = "Cargo.toml";

/** Crates come from a folder that is filled once; each test program is run by itself, with a list of its own. */
export const rust: Language = {
  name: "rust",
  extensions: [".rs"],
  programs: [
    { name: "cargo", version: ["--version"], apt: "cargo", brew: "rust" },
    { name: "rustc", version: ["--version"], apt: "rustc", brew: "rust" },
  ],
  buildFiles: [manifest],
  isTest: (path) => /(^|\/)tests\//.test(path),
  enable: (source) => source.replace(/^[ \t]*#\[ignore\b[^\]]*\][ \t]*$/gm, ""),
  count: (source) => occurrences(withoutFeatures(source), /^[ \t]*#\[test\]/m),
  tampering: /macro_rules!\s*(assert|assert_eq|assert_ne|panic|debug_assert\w*|vec)\b/,
  adopt: (_, pristine, own) => mergeCrates(pristine, own),
  files: async ({ out, cache }) => ({ [join(out, "cargo/config.toml")]: configOf(cache) }),
  prepare: vendorCrates,
  steps: (place) => {
    const { out, folder, program } = place;
    const own = join(out, "package");
    const env = {
      CARGO_HOME: join(out, "cargo"),
      CARGO_TARGET_DIR: join(out, "target"),
      RUST_BACKTRACE: "0",
    };
    const mode = needsRelease(place) ? ["--release"] : [];
    const flags = ["--no-run", "--offline", "--quiet", "--test", "*", ...mode];
    return [
      // Cargo writes its lock beside the manifest.
      { type: "build", command: ["cp", "-R", folder, own] },
      {
        type: "build",
        command: [program("cargo"), "test", ...flags],
        cwd: own,
        env: { ...env, ...toolchainHome(place) },
      },
      { type: "test", command: ["/bin/sh", "-c", script, "sh", out], cwd: own, env },
    ];
  },
  read: countedFrom,
  shown: (output) => output.replace(quiet, ""),
  failure: /^(error(\[\w+\])?:|failures:|---- .* stdout ----|thread .* panicked)/m,
};

/** What says nothing of a failure. */
const quiet =
  /^(test .* \.\.\. ok|running \d+ tests?|warning: `--logfile`.*|note: (Some|run with) .*|\s*)\n/gm;

/** Tests of features, which are on only where a solver turns them on. */
function withoutFeatures(source: string): string {
  const gate = /(?:#\[\w+\]\s*)*#\[cfg\(feature\b[^\]]*\)\]/.exec(source);
  if (gate === null) return source;
  const end = blockEnd(source, gate.index + gate[0].length);
  return source.slice(0, gate.index) + withoutFeatures(source.slice(end));
}

/** Behind the block or statement that begins here. */
function blockEnd(source: string, from: number): number {
  let depth = 0;
  for (let at = from; at < source.length; at += 1) {
    if (source[at] === "{") depth += 1;
    if (source[at] === "}") depth -= 1;
    if (depth === 0 && (source[at] === "}" || source[at] === ";")) return at + 1;
  }
  return source.length;
}

/** Version managers look for toolchains at home, and home is another folder while judging. */
function toolchainHome({ contained }: Place): Readonly<Record<string, string>> {
  const home = process.env.RUSTUP_HOME ?? join(process.env.HOME ?? "", ".rustup");
  return !contained && existsSync(home) ? { RUSTUP_HOME: home } : {};
}

function configOf(cache: string): string {
  const vendor = join(cache, "vendor");
  if (!existsSync(vendor)) return "[net]\noffline = true\n";
  const source = `[source.crates-io]\nreplace-with = "vendor"\n\n[source.vendor]\n`;
  return `${source}directory = ${JSON.stringify(vendor)}\n\n[net]\noffline = true\n`;
}

/** Every test program that was built, one after the other, each with a list of what it has run. */
const script = [
  "code=0",
  'for file in "$1"/target/*/deps/*; do',
  '  case "$file" in *.*) continue ;; esac',
  '  [ -x "$file" ] || continue',
  '  "$file" --include-ignored --logfile "$1/ran-$(basename "$file").log" || code=1',
  "done",
  "exit $code",
].join("\n");

function needsRelease({ exercise }: Place): boolean {
  const file = join(exercise.folder, ".meta/config.json");
  return existsSync(file) && /"test-in-release-mode"\s*:\s*true/.test(readFileSync(file, "utf8"));
}

/** Each program writes a line for each test, and says at its end how many there were. */
async function countedFrom({ exitCode, output, list, read }: Left): Promise<Counted | undefined> {
  const logs = await Promise.all(list("ran-*.log").map(async (file) => (await read(file)) ?? ""));
  const lines = logs.flatMap((log) => log.split("\n")).filter((line) => line !== "");
  const failed = lines.filter((line) => line.startsWith("failed")).length;
  const ended = [...output.matchAll(/^test result: (ok|FAILED)\. (\d+) passed; (\d+) failed/gm)];
  const said = ended.reduce((sum, [, , passed, bad]) => sum + Number(passed) + Number(bad), 0);
  if (logs.length === 0 || (ended.length < logs.length && exitCode === 0)) return undefined;
  const bad = exitCode === 0 ? failed : Math.max(1, failed);
  const trusted = bad > 0 || said === lines.length;
  return { compiled: true, total: lines.length, failed: bad, trusted };
}
