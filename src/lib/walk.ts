import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Ignore } from "ignore";

/** Never walked into, whatever .gitignore says; a file of such a name is no more than a pointer. */
export const skippedFolders: readonly string[] = [
  ".git",
  ".hg",
  ".svn",
  "node_modules",
  "__pycache__",
];

export type WalkedEntry = {
  /** Relative to the walk's root, with "/". */
  readonly path: string;
  readonly type: "file" | "folder";
};

export type WalkOptions = {
  /** Where to start, relative to the root; "" for the root itself. */
  readonly folder?: string;
  /** Lines of .gitignore files above that folder, rewritten relative to the root. */
  readonly rules?: readonly string[];
  readonly signal?: AbortSignal;
};

/** Rules of one .gitignore, the nearest first: they speak of paths below `base`. */
type Rules = { readonly base: string; readonly ignore: Ignore };

/**
 * Every file and folder below the root that .gitignore leaves, folder by folder and by name, as
 * `rg --files --sort path` would. Links are neither followed nor named.
 */
export async function* walk(root: string, options: WalkOptions = {}): AsyncGenerator<WalkedEntry> {
  const above = options.rules ?? [];
  const rules = above.length === 0 ? [] : [{ base: "", ignore: await ignoring(above.join("\n")) }];
  yield* walkFolder(root, options.folder ?? "", rules, options.signal);
}

async function* walkFolder(
  root: string,
  folder: string,
  outer: readonly Rules[],
  signal: AbortSignal | undefined,
): AsyncGenerator<WalkedEntry> {
  signal?.throwIfAborted();
  const entries = await entriesOf(join(root, folder));
  const hasRules = entries.some((entry) => entry.name === ".gitignore");
  const rules = hasRules ? [...(await rulesOf(root, folder)), ...outer] : outer;
  for (const entry of entries) {
    if (skippedFolders.includes(entry.name)) continue;
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile() && !isIgnored(rules, path)) yield { path, type: "file" };
    if (!entry.isDirectory() || isIgnored(rules, `${path}/`)) continue;
    yield { path, type: "folder" };
    yield* walkFolder(root, path, rules, signal);
  }
}

/** A folder that went away or cannot be read has no entries. */
async function entriesOf(folder: string) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((one, other) => byBytes(one.name, other.name));
  } catch {
    return [];
  }
}

/** The order of names in ripgrep's sorted output: by bytes. */
export function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

async function rulesOf(root: string, folder: string): Promise<readonly Rules[]> {
  const text = await readRules(join(root, folder));
  return text === "" ? [] : [{ base: folder, ignore: await ignoring(text) }];
}

/** The text of a folder's .gitignore; "" where there is none. */
export async function readRules(folder: string): Promise<string> {
  try {
    return await readFile(join(folder, ".gitignore"), "utf8");
  } catch {
    return "";
  }
}

export async function ignoring(text: string): Promise<Ignore> {
  const { default: ignore } = await import("ignore");
  return ignore({ ignorecase: false }).add(text);
}

/** The nearest rule that says anything decides. */
function isIgnored(rules: readonly Rules[], path: string): boolean {
  for (const { base, ignore } of rules) {
    const verdict = ignore.test(base === "" ? path : path.slice(base.length + 1));
    if (verdict.ignored || verdict.unignored) return verdict.ignored;
  }
  return false;
}
