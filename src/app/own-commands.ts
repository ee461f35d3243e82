import { readdirSync } from "node:fs";
import { join } from "node:path";
import { byBytes } from "../lib/walk.ts";
import { ConfigError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { frontMatter } from "./front-matter.ts";
import { readIfThere } from "./read-json.ts";

/** A prompt of the person's own that stands in a file: commands/review.md is /review. */
export type OwnCommand = {
  /** Without the slash; a file in a folder is folder:name. */
  readonly name: string;
  readonly description: string;
  /** How its argument is written in the menu; absent where the file says nothing of one. */
  readonly argument?: string;
  readonly path: string;
};

export type OwnCommands = {
  readonly commands: readonly OwnCommand[];
  /** What of the files has no effect, in sentences. */
  readonly notices: readonly string[];
};

const maxDepth = 4;
const maxFiles = 500;
const descriptionChars = 100;

/**
 * The commands of the project and of the user, by name; of two with one name the project's. Read from
 * disk each time, so that an edit works at once. `taken` are the names of commands that are built in.
 */
export function listOwnCommands(
  folders: Pick<Folders, "project" | "user">,
  taken: ReadonlySet<string> = new Set(),
): OwnCommands {
  const commands = new Map<string, OwnCommand>();
  const notices: string[] = [];
  for (const folder of [join(folders.project, "commands"), join(folders.user, "commands")]) {
    for (const file of filesBelow(folder, "", maxDepth).slice(0, maxFiles)) {
      const path = join(folder, file);
      const name = nameOf(file);
      if (commands.has(name)) continue;
      if (taken.has(name)) notices.push(`${path} has no effect: /${name} is built in. Rename it.`);
      else commands.set(name, described(name, path, notices));
    }
  }
  const sorted = [...commands.values()].sort((one, other) => byBytes(one.name, other.name));
  return { commands: sorted, notices };
}

/** The prompt that a command stands for. Mentions in it are not yet followed. Throws ConfigError. */
export function expandOwnCommand({ path }: Pick<OwnCommand, "path">, argument: string): string {
  const text = readIfThere(path);
  if (text === undefined) throw new ConfigError(`${path} is gone; the command with it.`);
  return filled(frontMatter(text).body, argument.trim());
}

const holes = /\$(ARGUMENTS\b|[1-9](?!\d))/g;

/** A command that has no place for its argument gets it as its last paragraph. */
function filled(body: string, argument: string): string {
  const template = body.trim();
  if (template.search(holes) === -1) return [template, argument].filter(Boolean).join("\n\n");
  const words = wordsOf(argument);
  return template
    .replace(holes, (_, hole: string) =>
      hole === "ARGUMENTS" ? argument : (words[Number(hole) - 1] ?? ""),
    )
    .trim();
}

/** By blanks; what stands in quotes is one. */
function wordsOf(argument: string): readonly string[] {
  const found = argument.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g);
  return [...found].map(([, double, single, bare]) => double ?? single ?? bare ?? "");
}

function described(name: string, path: string, notices: string[]): OwnCommand {
  const { fields, unknown, body } = frontMatter(textOf(path, notices));
  if (unknown.length > 0) {
    const keys = unknown.map((key) => `"${key}"`).join(", ");
    notices.push(
      `${path}: ${keys} ${unknown.length === 1 ? "has" : "have"} no effect. Known: description, argument-hint.`,
    );
  }
  const firstLine = body.split("\n").find((line) => line.trim() !== "") ?? "";
  const description = fields.description ?? firstLine.replace(/^#+\s*/, "").trim();
  const argument = fields["argument-hint"] ?? (body.search(holes) === -1 ? undefined : "[…]");
  return {
    name,
    description: description.slice(0, descriptionChars),
    path,
    ...(argument === undefined ? {} : { argument }),
  };
}

/** One file that cannot be read takes no other command away. */
function textOf(path: string, notices: string[]): string {
  try {
    return readIfThere(path) ?? "";
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    notices.push(error.message);
    return "";
  }
}

function nameOf(file: string): string {
  return file
    .replace(/\.md$/, "")
    .replaceAll("/", ":")
    .replace(/[\s.]+/g, "-");
}

/** The .md files below a folder; none where there is no such folder. */
function filesBelow(folder: string, below: string, depth: number): readonly string[] {
  const entries = entriesOf(join(folder, below)).sort((one, other) =>
    byBytes(one.name, other.name),
  );
  return entries.flatMap((entry) => {
    if (entry.name.startsWith(".")) return [];
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return depth > 1 ? filesBelow(folder, path, depth - 1) : [];
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // No folder is no command; one that cannot be read has none for us either.
    return [];
  }
}
