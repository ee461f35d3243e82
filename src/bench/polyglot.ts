import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { ConfigError } from "../app/config-error.ts";
import type { Folders } from "../app/folders.ts";
import { commitOf } from "./dataset-identity.ts";

export const polyglotUrl = "https://github.com/Aider-AI/polyglot-benchmark.git";
/** The state that the grader was tried on. */
export const polyglotCommit = "7e0611e77b54e2dea774cdc0aa00cf9f7ed6144f";

export type PolyglotOptions = {
  /** Default: `polyglotUrl`. */
  readonly url?: string;
  /** Default: `polyglotCommit`; "latest" for the head of the default branch. */
  readonly commit?: string;
  /** A clone or a copy on this machine, so that nothing is downloaded. */
  readonly from?: string;
  /** Goes to the head of the default branch even where a clone is here. */
  readonly update?: boolean;
};

export type PolyglotState = {
  readonly folder: string;
  readonly commit?: string;
  /** The commit before, where there was one and it differs. */
  readonly before?: string;
};

export function polyglotFolder({ cache }: Pick<Folders, "cache">): string {
  return join(cache, "datasets/polyglot");
}

/** Brings the polyglot set here, or to another state; throws ConfigError with what git said. */
export async function setUpPolyglot(
  folders: Pick<Folders, "cache">,
  options: PolyglotOptions,
  signal: AbortSignal,
): Promise<PolyglotState> {
  const folder = polyglotFolder(folders);
  const before = existsSync(folder) ? await commitOf(folder) : undefined;
  const { from } = options;
  if (from !== undefined && !isRepository(resolve(from))) {
    await replace(folder, (draft) => cp(resolve(from), draft, { recursive: true }));
  } else {
    await fromGit(folder, options, signal);
  }
  const commit = await commitOf(folder);
  return {
    folder,
    ...(commit === undefined ? {} : { commit }),
    ...(before === undefined || before === commit ? {} : { before }),
  };
}

function isRepository(folder: string): boolean {
  if (!existsSync(folder)) throw new ConfigError(`There is no folder ${folder}.`);
  return existsSync(join(folder, ".git")) || existsSync(join(folder, "HEAD"));
}

async function fromGit(
  folder: string,
  { url = polyglotUrl, commit, from, update = false }: PolyglotOptions,
  signal: AbortSignal,
): Promise<void> {
  const { GitError, simpleGit } = await import("simple-git");
  const source = from === undefined ? url : resolve(from);
  const wanted = commit ?? (update ? "latest" : polyglotCommit);
  try {
    if (!existsSync(join(folder, ".git")))
      await replace(folder, async (draft) => {
        await simpleGit({ abort: signal }).clone(source, draft);
      });
    const git = simpleGit(folder, { abort: signal });
    if (update || !(await has(folder, wanted))) {
      await git.raw(["remote", "set-url", "origin", source]);
      await git.raw(["fetch", "--quiet", "origin", "HEAD"]);
    }
    await git.raw(["checkout", "--quiet", "--detach", await target(folder, wanted)]);
    await git.raw(["remote", "set-url", "origin", url]);
  } catch (cause) {
    signal.throwIfAborted();
    if (!(cause instanceof GitError)) throw cause;
    const [said = ""] = cause.message.trim().split("\n").slice(-1);
    const help = "Name a copy on this machine: localcode bench setup --from FOLDER.";
    throw new ConfigError(`The polyglot set could not be fetched from ${source}: ${said} ${help}`, {
      cause,
    });
  }
}

/** Whole or not at all: what a broken download left is never taken for the set. */
async function replace(folder: string, fill: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${folder}.${crypto.randomUUID()}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await fill(draft);
    await rm(folder, { recursive: true, force: true });
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function has(folder: string, commit: string): Promise<boolean> {
  if (commit === "latest") return false;
  const { simpleGit } = await import("simple-git");
  const said = await simpleGit(folder)
    .raw(["cat-file", "-t", commit])
    .catch(() => "");
  return said.trim() === "commit";
}

async function target(folder: string, commit: string): Promise<string> {
  if (commit !== "latest") return commit;
  const { simpleGit } = await import("simple-git");
  return (await simpleGit(folder).raw(["rev-parse", "FETCH_HEAD"])).trim();
}
