import { type Scope, staysInside } from "./command-paths.ts";
import { isReadOnlyGit } from "./read-only-git.ts";
import { type CommandPart, programOf, type ShellWord } from "./shell-part.ts";

/** What must hold for a program to only read. */
type Reader = {
  /** A flag that makes it write or run something. */
  readonly refused?: RegExp;
  /** Words before the paths that are none: a pattern, a format. */
  readonly patterns?: number;
  /** The most words that are no flags. */
  readonly maxWords?: number;
  readonly accepts?: (words: readonly string[]) => boolean;
};

const any: Reader = {};
const patternFirst: Reader = { patterns: 1, refused: /^(--(pre|hostname-bin|file)\b|-\w*f)/ };
const sedPrints = /^(\d+|\$)?(,(\d+|\$))?p$/;
const findActs = /^-(exec|execdir|ok|okdir|delete|fls|fprint0?|fprintf)$/;

const plain =
  "ls cat head tail wc nl tac rev cut paste comm cmp diff fold expand unexpand column stat du df " +
  "pwd true false : basename dirname realpath readlink whoami id uname nproc arch od hexdump strings " +
  "md5sum sha1sum sha256sum sha512sum cksum test [ sleep which type whereis groups";

const readers: ReadonlyMap<string, Reader> = new Map([
  ...plain.split(" ").map((name): [string, Reader] => [name, any]),
  ...["grep", "egrep", "fgrep", "rg", "ag", "jq"].map((name): [string, Reader] => [
    name,
    patternFirst,
  ]),
  ["echo", { patterns: Number.POSITIVE_INFINITY }],
  ["printf", { patterns: Number.POSITIVE_INFINITY, refused: /^-v/ }],
  ["sort", { refused: /^(-\w*[oT]|--(output|compress-program|temporary-directory|files0-from))/ }],
  ["uniq", { maxWords: 1 }],
  ["xxd", { maxWords: 1, refused: /^-\w*r/ }],
  ["tr", { patterns: 2 }],
  ["file", { refused: /^(-\w*C|--compile)/ }],
  ["tree", { refused: /^(-\w*o|--output)/ }],
  ["find", { refused: findActs }],
  ["fd", { patterns: 1, refused: /^(-x|-X|--exec)/ }],
  [
    "date",
    { accepts: (words) => words.every((word) => /^(\+|-u$|-I|-R$|--iso|--rfc)/.test(word)) },
  ],
  ["sed", { patterns: 1, accepts: isPrintingSed }],
  ["command", { accepts: (words) => /^-[vV]$/.test(words[0] ?? "") }],
  ["export", { patterns: Number.POSITIVE_INFINITY, refused: /^-/ }],
  ["local", { patterns: Number.POSITIVE_INFINITY, refused: /^-/ }],
]);

const versioned = new Set(
  "node npm npx pnpm yarn bun deno python python3 pip pip3 ruby perl php go cargo rustc gcc g++ clang make cmake java javac mvn gradle git bash tsc".split(
    " ",
  ),
);

/** Variables that change no program's meaning. */
const harmlessVariable = /^(LC_\w+|LANG|TZ|CI|NO_COLOR|COLUMNS|NODE_ENV|[a-z][a-z0-9_]*)$/;

/** Whether a command only reads, and only below the root. */
export function isReadOnly(part: CommandPart, scope: Scope): boolean {
  if (!part.variables.every((name) => harmlessVariable.test(name))) return false;
  const words = part.words.slice(1);
  const name = programOf(part);
  if (part.words.length === 0) return true;
  if (name.includes("/")) return false;
  if (isVersionQuestion(name, words)) return true;
  if (name === "cd") return words.length === 1 && isFolderInside(words[0], scope);
  if (name === "git") return isReadOnlyGit(words, scope);
  const reader = readers.get(name);
  return reader !== undefined && fits(reader, words, scope);
}

function fits(reader: Reader, words: readonly ShellWord[], scope: Scope): boolean {
  const texts = words.map((word) => word.text);
  if (texts.some((text) => reader.refused?.test(text))) return false;
  if (reader.accepts !== undefined && !reader.accepts(texts)) return false;
  const free = words.filter((word) => !/^-./.test(word.text));
  if (free.length > (reader.maxWords ?? Number.POSITIVE_INFINITY)) return false;
  const patterns = new Set(free.slice(0, reader.patterns ?? 0));
  // What echo says may hold anything; a flag or path that is not known yet may be any flag or path.
  return words.every((word) => patterns.has(word) || staysInside(word, scope));
}

function isPrintingSed(words: readonly string[]): boolean {
  const [script, ...others] = words.filter((word) => word !== "-n");
  const isQuiet = words[0] === "-n";
  return isQuiet && sedPrints.test(script ?? "") && others.every((word) => !word.startsWith("-"));
}

function isVersionQuestion(name: string, words: readonly ShellWord[]): boolean {
  const asked = words.map((word) => word.text).join(" ");
  return versioned.has(name) && /^(--version|-version|-V|version)$/.test(asked);
}

function isFolderInside(word: ShellWord | undefined, scope: Scope): boolean {
  return word !== undefined && !word.text.startsWith("-") && staysInside(word, scope);
}
