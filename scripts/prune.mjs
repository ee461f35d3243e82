// Removes from node_modules what this project never uses, so that an install stays small: the sources of
// llama.cpp (we never compile), builds for other processors, parsers we use only as WebAssembly, style sheets
// for browsers.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const unused = [
  "node-llama-cpp/llama/gitRelease.bundle",
  "tree-sitter-bash/src",
  "tree-sitter-bash/prebuilds",
  "openai/src",
  "highlight.js/scss",
  "highlight.js/styles",
  "es-toolkit/compat",
  "llama3-tokenizer-js/src",
  "llama3-tokenizer-js/bundle/commonjs-llama3-tokenizer-with-baked-data.cjs",
  "llama3-tokenizer-js/bundle/commonjs-llama3-tokenizer-with-baked-data.js",
];

/** node-llama-cpp lists its Arm builds for x64 too. */
const otherProcessors =
  process.arch === "x64" ? ["linux-arm64", "linux-armv7l", "linux-riscv64"] : [];

export function prune(root) {
  const modules = join(root, "node_modules");
  const builds = join(modules, "@node-llama-cpp");
  const present = existsSync(builds) ? readdirSync(builds) : [];
  const foreign = present.filter((name) => otherProcessors.includes(name));
  for (const path of unused) rmSync(join(modules, path), { recursive: true, force: true });
  for (const path of sourceMaps(modules)) rmSync(path, { force: true });
  for (const path of besidesModules(join(modules, "es-toolkit/dist")))
    rmSync(path, { force: true });
  for (const name of foreign) rmSync(join(builds, name), { recursive: true, force: true });
}

/** The maps of other people's bundles: 15 MB that only their authors would read. */
function sourceMaps(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.[cm]?[jt]s\.map$/.test(name))
    .map((name) => join(folder, name));
}

/** Ink takes one function from es-toolkit, as an ES module; its types and CommonJS are 9 MB. */
function besidesModules(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(d\.mts|d\.ts|js)$/.test(name))
    .map((name) => join(folder, name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  prune(join(dirname(fileURLToPath(import.meta.url)), ".."));
}
