// `bun run check`: formatter, linter, types and tests; all must be clean. Its first run brings the tools.
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dir, "..");
const tools = join(import.meta.dir, "check");
const programs = join(tools, "node_modules/.bin");

async function run(name: string, command: readonly string[], cwd = root): Promise<boolean> {
  const started = performance.now();
  const child = Bun.spawn([...command], { cwd, stdio: ["ignore", "inherit", "inherit"] });
  const passed = (await child.exited) === 0;
  console.log(
    `${name}: ${passed ? "clean" : "failed"} (${Math.round(performance.now() - started)} ms)`,
  );
  return passed;
}

if (!existsSync(join(programs, "tsc"))) {
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  if (!(await run("tools", ["npm", "install", "--no-save", ...quiet], tools))) process.exit(1);
}
const results = [
  await run("biome", [join(programs, "biome"), "check", "--error-on-warnings", "."]),
  await run("tsc", [join(programs, "tsc"), "-p", "."]),
  process.argv.includes("--no-tests") ||
    (await run("tests", [process.execPath, join(import.meta.dir, "launch.mjs"), "test"])),
];
process.exit(results.every(Boolean) ? 0 : 1);
