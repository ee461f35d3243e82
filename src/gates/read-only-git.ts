import { type Scope, staysInside } from "./command-paths.ts";
import type { ShellWord } from "./shell-part.ts";

const reading = new Set(
  "status diff log show rev-parse rev-list ls-files ls-tree blame annotate grep describe shortlog cat-file merge-base name-rev diff-tree for-each-ref count-objects whatchanged".split(
    " ",
  ),
);

/** Flags with which git writes a file or runs a program. */
const acting = /^(--output|--ext-diff|--textconv|--open-files-in-pager|-O|--exec|--filters)/;

/** Commands that list with these words and change with others. */
const listing: Readonly<Record<string, RegExp>> = {
  branch: /^(-a|-r|-v|-vv|--all|--list|--remotes|--show-current|--verbose)?$/,
  tag: /^(-l|--list)?$/,
  remote: /^(-v|--verbose)?$/,
  stash: /^(list|show)$/,
  config: /^(--list|-l|--get)$/,
  worktree: /^list$/,
  reflog: /^(show)?$/,
  submodule: /^status$/,
};

/** Whether a git command only reads, and only below the root. */
export function isReadOnlyGit(words: readonly ShellWord[], scope: Scope): boolean {
  const rest = words[0]?.text === "--no-pager" ? words.slice(1) : words;
  const [command, ...args] = rest.map((word) => word.text);
  // Flags before the command change configuration, folder or repository.
  if (command === undefined || command.startsWith("-")) return false;
  if (args.some((arg) => acting.test(arg)) || !rest.every((word) => staysInside(word, scope))) {
    return false;
  }
  if (reading.has(command)) return true;
  const lists = Object.hasOwn(listing, command) ? listing[command] : undefined;
  const mostArgs = /^(--list|--get|list|show)$/.test(args[0] ?? "") ? 2 : 1;
  return lists?.test(args[0] ?? "") === true && args.length <= mostArgs;
}
