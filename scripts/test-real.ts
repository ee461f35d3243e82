// `npm run test:real`: what the tests against real programs need, which of it is here, then the tests, and
// which of them were skipped for want of what.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { everyNeed, type Need, type NeedName } from "../test/support/needs.ts";

const root = join(import.meta.dir, "..");
const folder = mkdtempSync(join(tmpdir(), "localcode-real-"));
const listed = Object.entries(everyNeed) as readonly (readonly [NeedName, Need])[];

console.log(`${tableOfNeeds()}\n`);
const code = await runTests(join(folder, "junit.xml"));
console.log(`\n${reportOf(skippedIn(join(folder, "junit.xml")))}`);
rmSync(folder, { recursive: true });
process.exit(code);

function tableOfNeeds(): string {
  const rows = listed.map(([, { title, at, how }]) => [title, at === "" ? "no" : "yes", at || how]);
  const head = ["Need", "Here", "Where it is, or how to get it"];
  const widths = [0, 1].map((at) =>
    Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

async function runTests(outcomes: string): Promise<number> {
  const report = ["--reporter=junit", `--reporter-outfile=${outcomes}`];
  const command = [process.execPath, "test", "./test/real", ...report, ...process.argv.slice(2)];
  const child = Bun.spawn(command, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  return await child.exited;
}

type Skipped = { readonly title: string; readonly file: string };

/** From the runner's own list of outcomes; there is none where it broke off. */
function skippedIn(outcomes: string): readonly Skipped[] | undefined {
  if (!existsSync(outcomes)) return undefined;
  const cases = readFileSync(outcomes, "utf8").split("<testcase ").slice(1);
  return cases
    .filter((one) => one.includes("<skipped"))
    .map((one) => ({ title: attribute(one, "name"), file: attribute(one, "file") }));
}

function attribute(text: string, name: string): string {
  const found = new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? "";
  const letters = { quot: '"', apos: "'", lt: "<", gt: ">", amp: "&" } as const;
  return found.replace(/&(quot|apos|lt|gt|amp);/g, (_, key: keyof typeof letters) => letters[key]);
}

function reportOf(skipped: readonly Skipped[] | undefined): string {
  if (skipped === undefined) return "The tests broke off; what they said is above.";
  if (skipped.length === 0) return "No test was skipped.";
  const lines = skipped.map(({ title, file }) => `  ${title} — for want of ${wantedBy(file)}`);
  return [`Skipped: ${skipped.length}`, ...lines].join("\n");
}

/** The absent needs that a test file speaks of. */
function wantedBy(file: string): string {
  const text = readFileSync(join(root, file), "utf8");
  const wanted = listed.filter(([name, { at, variable = "" }]) => {
    const spokenOf = text.includes(`needs.${name}`) || (variable !== "" && text.includes(variable));
    return at === "" && spokenOf;
  });
  return wanted.map(([, { title }]) => title).join(", ") || "something its file names";
}
