// Bundles the source to byte code, so that a start loads two files and parses nothing.
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { BunPlugin } from "bun";
import { bundleInk } from "./bundle/ink.ts";
import { librariesEntry, librariesFile, withoutLibraries } from "./bundle/libraries.ts";

const root = join(import.meta.dir, "..");
const outdir = join(root, "dist");

// Loaded by path or with native parts: they stay in node_modules.
const external = ["node-llama-cpp", "web-tree-sitter", "tree-sitter-bash", "@vscode/ripgrep"];

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

await rm(outdir, { recursive: true, force: true });
await mkdir(join(outdir, "tui"), { recursive: true });
try {
  const libraries = new Set<string>();
  await bundle(join(root, "src/main.ts"), outdir, [withoutLibraries(libraries)]);
  // The process that holds a GGUF; it is looked for in llama/ beside the first.
  await bundle(join(root, "src/models/llama/entry.ts"), join(outdir, "llama"), []);
  const file = join(outdir, librariesFile);
  await Bun.write(file, librariesEntry(libraries));
  await bundle(file, dirname(file), [bundleInk]);
  // Bun reads dist/*.js as CommonJS only where the nearest package.json says so.
  await Bun.write(join(outdir, "package.json"), '{ "type": "commonjs" }\n');
  console.log(`Built localcode into dist/; ${libraries.size} libraries of the terminal beside it.`);
} catch (error) {
  // Half a bundle must not be started: without one the source is.
  await rm(outdir, { recursive: true, force: true });
  const all = error instanceof AggregateError ? error.errors : [error];
  for (const one of all) console.error(one instanceof Error ? one.message : String(one));
  process.exitCode = 1;
}
