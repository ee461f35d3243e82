// Bundles the source to byte code, so that a start loads two files and parses nothing.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dir, "..");
const outdir = join(root, "dist");
// The second is the process that holds a GGUF; it is looked for in llama/ beside the first.
const entries = ["src/main.ts", "src/models/llama/entry.ts"];

// Loaded by path or with native parts: they stay in node_modules.
const external = [
  "node-llama-cpp",
  "web-tree-sitter",
  "tree-sitter-bash",
  "@vscode/ripgrep",
  "ink",
  "react",
];

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
for (const entry of entries) {
  const folder = entry.includes("llama") ? join(outdir, "llama") : outdir;
  const built = await Bun.build({
    entrypoints: [join(root, entry)],
    outdir: folder,
    target: "bun",
    format: "cjs",
    bytecode: true,
    minify: { syntax: true, whitespace: true, identifiers: false },
    external,
  });
  for (const log of built.logs) console.error(String(log));
}
// Bun reads dist/*.js as CommonJS only where the nearest package.json says so.
await Bun.write(join(outdir, "package.json"), '{ "type": "commonjs" }\n');
console.log(`Built ${entries.join(" and ")} into dist/.`);
