import type { Node } from "web-tree-sitter";
import { withShellTree } from "./shell-grammar.ts";
import type { ShellPart, ShellWord } from "./shell-part.ts";
import { unwrap } from "./unwrap.ts";

const maxDepth = 4;
const maxParts = 200;
/** Bash joins the two halves of such a word, the grammar does not. */
const splitWord = /[^\s\\]\\\n\S/;

/**
 * What a command line would do, part by part: commands behind `&&`, pipes, loops, substitutions and
 * wrappers such as `env` or `xargs` are parts of their own, and so is each redirection to a file.
 */
export async function parseShell(command: string, depth = 0): Promise<readonly ShellPart[]> {
  if (depth > maxDepth) return [{ type: "unclear", text: command, why: "depth" }];
  const outer = await withShellTree(command, partsOf);
  const broken = splitWord.test(command)
    ? [{ type: "unclear" as const, text: command, why: "syntax" as const }]
    : [];
  const parts: ShellPart[] = [...broken];
  for (const part of outer) {
    if (part.type !== "command") parts.push(part);
    else {
      const inner = unwrap(part);
      parts.push(...inner.parts);
      for (const script of inner.scripts) parts.push(...(await parseShell(script, depth + 1)));
    }
  }
  if (parts.length <= maxParts) return parts;
  return [...parts.slice(0, maxParts), { type: "unclear", text: command, why: "depth" }];
}

function partsOf(root: Node): readonly ShellPart[] {
  const parts: ShellPart[] = [];
  if (root.hasError) parts.push({ type: "unclear", text: root.text, why: "syntax" });
  collect(root, false, parts);
  return parts;
}

function collect(node: Node, piped: boolean, parts: ShellPart[]): void {
  const own = partAt(node, piped);
  if (own !== undefined) parts.push(own);
  const isPipeline = node.type === "pipeline";
  // `cat <<EOF | sh`: the grammar hangs the rest of the pipe on the here-document.
  const isAfterHere = isPipeline && node.parent?.type === "heredoc_redirect";
  node.namedChildren.forEach((child, index) => {
    if (child !== null) collect(child, piped || (isPipeline && (isAfterHere || index > 0)), parts);
  });
}

function partAt(node: Node, piped: boolean): ShellPart | undefined {
  switch (node.type) {
    case "command":
    case "declaration_command":
    case "unset_command":
      return commandPart(node, piped);
    case "variable_assignment":
      return inCommand(node) ? undefined : commandPart(node, piped);
    case "file_redirect":
      return redirectPart(node);
    case "arithmetic_expansion":
    case "c_style_for_statement":
      return /[A-Za-z_$]/.test(node.text) ? { type: "computed", text: node.text } : undefined;
    case "expansion":
      return /^\$\{\w+\}$/.test(node.text) ? undefined : { type: "computed", text: node.text };
    case "compound_statement":
      return node.text.startsWith("((") ? { type: "computed", text: node.text } : undefined;
    case "test_command":
      return /\s-(eq|ne|lt|le|gt|ge)\s|\[\[.*-v/.test(node.text)
        ? { type: "computed", text: node.text }
        : undefined;
    default:
      return undefined;
  }
}

function inCommand({ parent }: Node): boolean {
  return parent?.type === "command" || parent?.type === "declaration_command";
}

function commandPart(node: Node, piped: boolean): ShellPart {
  const children = node.type === "variable_assignment" ? [node] : node.children;
  const words: ShellWord[] = [];
  const variables: string[] = [];
  for (const child of children) {
    if (child === null || /redirect$|^comment$/.test(child.type)) continue;
    if (child.type === "variable_assignment") {
      variables.push(child.childForFieldName("name")?.text ?? child.text);
      if (node.type === "declaration_command") words.push(wordOf(child));
    } else words.push(wordOf(child));
  }
  return { type: "command", words, variables, piped };
}

function redirectPart(node: Node): ShellPart | undefined {
  const operator = node.children.find((child) => child !== null && /[<>]/.test(child.type))?.type;
  const destination = node.childForFieldName("destination");
  if (destination === null) return undefined;
  const isDescriptor = /&$/.test(operator ?? "") && /^(\d+|-)$/.test(destination.text);
  if (isDescriptor) return undefined;
  return { type: "redirect", writes: operator !== "<", target: wordOf(destination) };
}

function wordOf(node: Node): ShellWord {
  const { text } = node;
  switch (node.type) {
    case "command_name":
      return node.firstChild === null ? { text, literal: false } : wordOf(node.firstChild);
    case "word":
    case "number":
    case "variable_name":
    case "test_operator":
      return bareWord(text);
    case "raw_string":
      return { text: text.slice(1, -1), literal: true };
    case "string":
      return quotedWord(node);
    case "process_substitution":
      // A pipe with a name; the commands in it are parts of their own.
      return { text: `${text[0]}(…)`, literal: true };
    case "concatenation": {
      const pieces = node.children.flatMap((child) => (child === null ? [] : [wordOf(child)]));
      const joined = pieces.map((piece) => piece.text).join("");
      const literal = pieces.every((piece) => piece.literal) && !/\{.*[,.].*\}/s.test(text);
      return literal ? { text: joined, literal } : { text, literal };
    }
    default:
      // Keywords and marks such as `export` or `[` are named by their own text.
      return { text, literal: !node.isNamed };
  }
}

function bareWord(text: string): ShellWord {
  return { text: text.replace(/\\(.)/gs, "$1"), literal: !/\{.*[,.].*\}|\\\n/s.test(text) };
}

function quotedWord(node: Node): ShellWord {
  const plain = node.namedChildren.every((child) => child?.type === "string_content");
  if (!plain) return { text: node.text, literal: false };
  return { text: node.text.slice(1, -1).replace(/\\([\\"$`])/g, "$1"), literal: true };
}
