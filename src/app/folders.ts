import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

export type Env = Readonly<Record<string, string | undefined>>;

/** Where things lie; the XDG folders are obeyed. */
export type Folders = {
  /** The package itself: agents/, prompts/, tools/. */
  readonly package: string;
  /** <project>/.localcode */
  readonly project: string;
  readonly user: string;
  readonly logs: string;
  readonly models: string;
  readonly cache: string;
  /** What is learned and remembered: rates, histories. */
  readonly state: string;
};

export function foldersFor(cwd: string, env: Env): Folders {
  const home = env.HOME || homedir();
  const packageFolder = findPackage(import.meta.dir);
  const state = join(env.XDG_STATE_HOME || join(home, ".local/state"), "localcode");
  // A checkout keeps its own logs; an installed package must not write into itself.
  const checkout = existsSync(join(packageFolder, ".git"));
  return {
    package: packageFolder,
    project: join(findProject(cwd), ".localcode"),
    user: join(env.XDG_CONFIG_HOME || join(home, ".config"), "localcode"),
    logs: checkout ? join(packageFolder, "logs") : join(state, "logs"),
    models: join(env.XDG_DATA_HOME || join(home, ".local/share"), "localcode/models"),
    cache: join(env.XDG_CACHE_HOME || join(home, ".cache"), "localcode"),
    state,
  };
}

/** The nearest folder upwards that has a .localcode or .git, else the folder itself. */
export function findProject(cwd: string): string {
  return upwards(cwd).find(isProject) ?? cwd;
}

function isProject(folder: string): boolean {
  return existsSync(join(folder, ".localcode")) || existsSync(join(folder, ".git"));
}

function findPackage(from: string): string {
  const found = upwards(from).find((folder) => existsSync(join(folder, "prompts/loop.json")));
  if (found === undefined) throw new Error(`The files of localcode are missing above ${from}.`);
  return found;
}

/** The folder and all above it, nearest first. */
export function upwards(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...upwards(above)];
}
