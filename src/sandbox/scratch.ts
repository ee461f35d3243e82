import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { onFirstUse } from "../lib/on-first-use.ts";
import { ownedPrefix, sweepStale } from "./stale.ts";

/** A folder of the sandbox itself: commands see its `tmp` as their /tmp for as long as it is open. */
export type Scratch = {
  readonly path: string;
  readonly tmp: string;
  /** An empty file, shown in place of a hidden one. */
  readonly empty: string;
} & AsyncDisposable;

/** Once: a bench opens two sandboxes a task, beside all that lies in the system's /tmp. */
const swept = onFirstUse(() => sweepStale());

export function openScratch(): Scratch {
  swept();
  const path = mkdtempSync(join(tmpdir(), ownedPrefix()));
  const tmp = join(path, "tmp");
  const empty = join(path, "empty");
  mkdirSync(tmp);
  writeFileSync(empty, "");
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  // Also where the program exits without closing its sandbox.
  process.once("exit", remove);
  return {
    path,
    tmp,
    empty,
    [Symbol.asyncDispose]: async () => {
      process.off("exit", remove);
      await rm(path, { recursive: true, force: true });
    },
  };
}

const secretPaths = [
  ".ssh",
  ".aws",
  ".azure",
  ".gnupg",
  ".kube",
  ".docker",
  ".netrc",
  ".npmrc",
  ".pypirc",
  ".git-credentials",
  ".password-store",
  ".config/gcloud",
  ".config/gh",
  ".config/git/credentials",
  ".config/localcode",
  ".config/op",
  ".local/share/keyrings",
  ".mozilla",
  ".bash_history",
  ".zsh_history",
];

/** Keys and passwords of the user that no command needs. */
export function secretsOf(home = homeFolder()): readonly string[] {
  const found = secretPaths.map((path) => join(home, path)).filter((path) => existsSync(path));
  return found.map((path) => realpathSync(path));
}

function homeFolder(): string {
  return process.env.HOME ?? homedir();
}

/** Caches go to the sandbox's own /tmp, unless the usual place may be written to. */
export function cacheVariables(writable: readonly string[]): Readonly<Record<string, string>> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homeFolder(), ".cache");
  const npm = process.env.npm_config_cache ?? join(homeFolder(), ".npm");
  return {
    TMPDIR: "/tmp",
    ...(isBelowAny(cache, writable) ? {} : { XDG_CACHE_HOME: "/tmp/.cache" }),
    ...(isBelowAny(npm, writable) ? {} : { npm_config_cache: "/tmp/.npm" }),
  };
}

export function isBelowAny(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
