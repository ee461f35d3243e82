// Bundles the source to byte code, so that a start loads two files and parses nothing.
import { rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BunPlugin } from "bun";
import { bundleInk } from "./bundle/ink.ts";
import { librariesEntry, librariesFile, withoutLibraries } from "./bundle/libraries.ts";

const root = join(import.meta.dir, "..");
const outdir = join(root, "dist");

// Loaded by path, with native parts, or large and for few: they stay in node_modules.
const external = [
  "node-llama-cpp",
  "web-tree-sitter",
  "tree-sitter-bash",
  "@vscode/ripgrep",
  "bullmq",
  "ioredis",
];

async function bundle(entry: string, folder: string, plugins: readonly BunPlugin[]): Promise<void> {
  const built = await Bun.build({
    entrypoints: [entry],
    outdir: folder,
    target: "bun",
    format: "cjs",
    bytecode: true,
    minify: { syntax: true, whitespace: true, identifiers: false },
    define: { "process.env.NODE_ENV": '"production"' },
    external,
    plugins: [...plugins],
  });
  for (const log of built.logs) console.error(String(log));
}

/** Built aside and then put in its place whole: a start meanwhile finds the old one, or runs the source. */
async function build(folder: string): Promise<number> {
  const libraries = new Set<string>();
  await bundle(join(root, "src/main.ts"), folder, [withoutLibraries(libraries)]);
  // The process that holds a GGUF; it is looked for in llama/ beside the first.
  await bundle(join(root, "src/models/llama/entry.ts"), join(folder, "llama"), []);
  const file = join(folder, librariesFile);
  await Bun.write(file, librariesEntry(libraries));
  await bundle(file, dirname(file), [bundleInk]);
  // Bun reads dist/*.js as CommonJS only where the nearest package.json says so.
  await Bun.write(join(folder, "package.json"), '{ "type": "commonjs" }\n');
  return libraries.size;
}

const aside = join(root, "node_modules", `.dist-${process.pid}`);
try {
  const libraries = await build(aside);
  await rm(outdir, { recursive: true, force: true });
  await rename(aside, outdir);
  console.log(`Built localcode into dist/; ${libraries} libraries of the terminal beside it.`);
} catch (error) {
  // An old bundle must not be started any more either: without one the source is.
  await rm(outdir, { recursive: true, force: true });
  await rm(aside, { recursive: true, force: true });
  const all = error instanceof AggregateError ? error.errors : [error];
  for (const one of all) console.error(one instanceof Error ? one.message : String(one));
  process.exitCode = 1;
}
