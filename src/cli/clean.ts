import { ConfigError } from "../app/config-error.ts";
import { foldersFor } from "../app/folders.ts";
import { type Leftover, leftovers } from "../app/leftovers.ts";
import { type CliCommand, type CliContext, printTable } from "./command.ts";
import { folderOf } from "./sessions.ts";

const usualDays = 30;
const dayMs = 86_400_000;

type Options = {
  readonly olderThan: string;
  readonly yes?: boolean;
  readonly logs?: string;
  readonly json?: boolean;
};

/** `localcode clean`: shows what lies about from earlier runs, and removes it where told to. */
export const cleanCommand: CliCommand = {
  name: "clean",
  summary: "Shows old sessions, tool outputs and snapshots, and removes them with --yes.",
  example: "localcode clean --older-than 90 --yes",
  build(command, context) {
    command
      .option("--older-than <days>", "what was not touched for so many days", String(usualDays))
      .option("--yes", "removes it; without this it is only shown")
      .option("--logs <dir>", "sessions kept in this folder")
      .option("--json", "as JSON")
      .action(async (options: Options) => await clean(options, context));
  },
};

async function clean({ olderThan, yes, logs, json }: Options, context: CliContext): Promise<void> {
  const days = Number(olderThan);
  if (!Number.isInteger(days) || days < 1) {
    throw new ConfigError(`--older-than takes a whole number of days above 0, not "${olderThan}".`);
  }
  const places = {
    logs: await folderOf(context, logs),
    root: context.cwd,
    folders: foldersFor(context.cwd, context.env),
  };
  const found = leftovers(places, Date.now() - days * dayMs);
  if (yes) for (const one of found) one.remove();
  if (found.length > 0 || json) printTable(context, rowsOf(found), json);
  if (json) return;
  context.out(`${found.length === 0 ? `Nothing is older than ${days} days.` : ending(yes)}\n`);
}

function ending(yes = false): string {
  return yes
    ? "All of it was removed."
    : "Nothing was removed; to remove it: localcode clean --yes";
}

/** A row for each kind of thing and each place. */
function rowsOf(found: readonly Leftover[]): readonly Readonly<Record<string, unknown>>[] {
  const kinds = new Map<string, readonly Leftover[]>();
  for (const one of found) {
    const key = `${one.what}\n${one.folder}`;
    kinds.set(key, [...(kinds.get(key) ?? []), one]);
  }
  return [...kinds.values()].map((ones) => ({
    what: ones[0]?.what,
    count: ones.length,
    kB: Math.ceil(ones.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000),
    folder: ones[0]?.folder,
  }));
}
