import { normalize } from "node:path";
import { absoluteOf, type Scope } from "./command-paths.ts";
import { type CommandPart, partText, programOf, type ShellPart } from "./shell-part.ts";

/** `never` is refused in every mode; `ask` needs a person's word unless the mode is yolo. */
export type Danger = { readonly level: "never" | "ask"; readonly why: DangerWord };

export type DangerWord =
  | "erases_system"
  | "formats_disk"
  | "fork_bomb"
  | "other_user"
  | "changes_system"
  | "deletes_folders"
  | "loses_work"
  | "publishes"
  | "records_history"
  | "runs_piped";

const systemFolder =
  /^\/(\*|bin|boot|dev|etc|home|lib\d*|opt|proc|root|sbin|srv|sys|usr|var|Users|System|Library|Applications)?(\/\*?)?$/;
const belowSystem = /^\/(bin|boot|etc|lib\d*|proc|sbin|sys|usr|System|Library)(\/|$)/;
const forkBomb = /([\w:.]+)\s*\(\s*\)\s*\{\s*\1\s*\|\s*\1\s*&\s*\}/;
const erasure = /\brm\s+(-\S+\s+)+["']?(\/|~|\$HOME|\$\{HOME\})["']?\/?\*?["']?(?![\w/.-])/;
const otherUser = new Set(["sudo", "su", "doas", "pkexec"]);
const formatting = /^(mkfs(\..*)?|mke2fs|wipefs|fdisk|sfdisk|parted|mkswap|blkdiscard)$/;
const losing =
  /^(reset .*--hard|clean\b|checkout (.*-f\b|.*--force|.*-- |\.)|restore\b|stash (drop|clear)|branch (.* )?-D|filter-branch|filter-repo|update-ref|gc\b.*--prune|reflog (expire|delete)|worktree remove)/;

/** What no single part shows: a fork bomb, and an erasure in a line that could not be taken apart. */
export function dangerOfLine(command: string, parts: readonly ShellPart[]): Danger | undefined {
  if (forkBomb.test(command)) return { level: "never", why: "fork_bomb" };
  const isWhole = parts.every((part) => part.type === "command" || part.type === "redirect");
  return !isWhole && erasure.test(command) ? { level: "never", why: "erases_system" } : undefined;
}

/** What is dangerous in one part of a command line, wherever it runs. */
export function dangerOf(part: ShellPart, scope: Scope): Danger | undefined {
  switch (part.type) {
    case "redirect":
      return part.writes ? dangerOfWriting(absoluteOf(part.target, scope)) : undefined;
    case "unclear":
      return part.why === "piped_script" ? { level: "ask", why: "runs_piped" } : undefined;
    case "computed":
      return undefined;
    case "command":
      return dangerOfCommand(part, scope);
  }
}

function dangerOfWriting(path: string): Danger | undefined {
  if (/^\/dev\/(sd|hd|vd|nvme|disk|mmcblk|mapper)/.test(path)) {
    return { level: "never", why: "formats_disk" };
  }
  return belowSystem.test(path) ? { level: "ask", why: "changes_system" } : undefined;
}

function dangerOfCommand(part: CommandPart, scope: Scope): Danger | undefined {
  const name = programOf(part);
  if (otherUser.has(name)) return { level: "ask", why: "other_user" };
  if (formatting.test(name)) return { level: "never", why: "formats_disk" };
  const words = part.words.slice(1);
  const paths = words.filter((word) => !word.text.startsWith("-"));
  switch (name) {
    case "rm":
      return dangerOfRemoving(
        part,
        paths.map((word) => absoluteOf(word, scope)),
      );
    case "dd":
      return worst(words.map((word) => dangerOfWriting(word.text.replace(/^of=/, ""))));
    case "mv":
    case "cp":
    case "ln":
    case "install":
      return worst(paths.slice(-1).map((word) => dangerOfWriting(absoluteOf(word, scope))));
    case "tee":
    case "chmod":
    case "chown":
    case "truncate":
    case "shred":
      return worst(paths.map((word) => dangerOfChanging(absoluteOf(word, scope))));
    case "find":
      return words.some((word) => word.text === "-delete")
        ? { level: "ask", why: "deletes_folders" }
        : undefined;
    case "git":
      return dangerOfGit(partText(part).replace(/^git (--?\S+ )*/, ""));
    default:
      return undefined;
  }
}

function dangerOfRemoving(part: CommandPart, paths: readonly string[]): Danger | undefined {
  const isRecursive = part.words.some((word) => /^(-\w*[rR]\w*|--recursive)$/.test(word.text));
  if (!isRecursive) {
    return paths.some((path) => belowSystem.test(path))
      ? { level: "ask", why: "changes_system" }
      : undefined;
  }
  const erases = paths.some((path) => systemFolder.test(path) || isHome(path));
  return erases
    ? { level: "never", why: "erases_system" }
    : { level: "ask", why: "deletes_folders" };
}

function isHome(path: string): boolean {
  const home = normalize(process.env.HOME ?? "/root");
  return path.replace(/\/\*?$/, "") === home;
}

function dangerOfChanging(path: string): Danger | undefined {
  if (path === "/" || path === "/*") return { level: "ask", why: "changes_system" };
  return dangerOfWriting(path);
}

function dangerOfGit(words: string): Danger | undefined {
  if (/^push\b/.test(words)) return { level: "ask", why: "publishes" };
  if (/^(commit|merge|rebase|cherry-pick|revert|am)\b/.test(words)) {
    return { level: "ask", why: "records_history" };
  }
  return losing.test(words) ? { level: "ask", why: "loses_work" } : undefined;
}

function worst(dangers: readonly (Danger | undefined)[]): Danger | undefined {
  return dangers.find((one) => one?.level === "never") ?? dangers.find((one) => one !== undefined);
}
