import { createRequire } from "node:module";
import type { Node, Parser } from "web-tree-sitter";

const loading = new Map<"parser", Promise<Parser>>();

/** Hands over the tree of a command line in bash's grammar; the grammar is loaded at first use. */
export async function withShellTree<Result>(
  command: string,
  read: (root: Node) => Result,
): Promise<Result> {
  const parser = loading.get("parser") ?? loadParser();
  loading.set("parser", parser);
  const tree = (await parser).parse(command);
  if (tree === null) throw new Error("The shell grammar gave no tree.");
  try {
    return read(tree.rootNode);
  } finally {
    tree.delete();
  }
}

async function loadParser(): Promise<Parser> {
  const { Language, Parser } = await import("web-tree-sitter");
  const { resolve } = createRequire(import.meta.url);
  await Parser.init({ locateFile: () => resolve("web-tree-sitter/web-tree-sitter.wasm") });
  const parser = new Parser();
  parser.setLanguage(await Language.load(resolve("tree-sitter-bash/tree-sitter-bash.wasm")));
  return parser;
}
