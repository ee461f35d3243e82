import { readlinkSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join, normalize, relative, resolve } from "node:path";
import type { ShellWord } from "./shell-part.ts";

/** Where a command line runs. */
export type Scope = {
  readonly root: string;
  /** The folder it starts in, absolute. */
  readonly cwd: string;
  /** It changes its folder on the way, so `..` may lead anywhere. */
  readonly moves: boolean;
};

/** Devices that hold nothing and can be written to without effect. */
export const harmlessFiles: ReadonlySet<string> = new Set([
  "/dev/null",
  "/dev/stdin",
  "/dev/stdout",
  "/dev/stderr",
  "/dev/tty",
]);

/** Whether every path that the word may name lies below the root; links are followed. */
export function staysInside(word: ShellWord, scope: Scope): boolean {
  if (!word.literal) return false;
  return candidatesOf(word.text).every((path) => isInside(path, scope));
}

const obeyed = /(^|\/)\.(git|localcode)(\/|$)/i;

/** Whether a file there is only a file of the project: nothing that git or localcode would obey. */
export function isPlainPlace(word: ShellWord, scope: Scope): boolean {
  // After a `cd` a name alone does not tell where it leads.
  if (scope.moves || !staysInside(word, scope)) return false;
  const full = word.text.startsWith("/") ? normalize(word.text) : join(scope.cwd, word.text);
  return ![full, realOf(full)].some((path) => obeyed.test(relative(scope.root, path)));
}

/** `--file=/x` and `-f/x` hold paths too. */
function candidatesOf(text: string): readonly string[] {
  const value = text.includes("=") ? [text.slice(text.indexOf("=") + 1)] : [];
  const glued = /^-\w[/~.]./.test(text) ? [text.slice(2)] : [];
  return [text, ...value, ...glued];
}

function isInside(path: string, { root, cwd, moves }: Scope): boolean {
  if (harmlessFiles.has(path)) return true;
  if (path.startsWith("~") || (moves && path.split("/").includes(".."))) return false;
  const full = path.startsWith("/") ? normalize(path) : join(cwd, path);
  return isBelow(full, root) && isBelow(realOf(full), root);
}

function isBelow(path: string, root: string): boolean {
  const bare = path.length > 1 ? path.replace(/\/+$/, "") : path;
  return bare === root || bare.startsWith(root === "/" ? "/" : `${root}/`);
}

/** The path with its links resolved as far as it exists. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // Nothing is there, or nothing that can be looked at; it may be a link to what can be made.
    const above = path === dirname(path) ? path : realOf(dirname(path));
    const target = linkAt(path);
    return target === undefined ? join(above, basename(path)) : resolve(above, target);
  }
}

function linkAt(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** An absolute path for a word that names one; the home folder under each of its names. */
export function absoluteOf(word: ShellWord, scope: Scope): string {
  const home = process.env.HOME ?? homedir();
  const text = word.text.replaceAll('"', "").replace(/^(~|\$HOME|\$\{HOME\})(?=\/|$)/, home);
  return text.startsWith("/") ? normalize(text) : join(scope.cwd, text);
}
