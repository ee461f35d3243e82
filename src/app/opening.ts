import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import words from "../../prompts/context.json";
import { fill } from "../lib/template.ts";
import { clip } from "../lib/text.ts";
import { ConfigError } from "./config-error.ts";
import { type Folders, findProject, upwards } from "./folders.ts";
import { readIfThere, reasonOf } from "./read-json.ts";

const filesListed = 40;
const instructionsShareOfWindow = 0.15;
const charsPerToken = 3;

type Instructions = { readonly file: string; readonly text: string };

/**
 * What differs from folder to folder and day to day: it goes before the first prompt, never into the
 * system text, so that a warm server reads only this and the question.
 */
export function openingFor(
  { cwd, folders }: { readonly cwd: string; readonly folders: Folders },
  { git, contextTokens }: { readonly git: string; readonly contextTokens: number },
  notice: (text: string) => void,
): string {
  const facts = [
    fill(words.folder, { name: basename(cwd) }),
    fill(words.platform, { platform: process.platform }),
    fill(words.date, { date: new Date().toISOString().slice(0, 10) }),
    git,
    fill(words.files, { files: topLevel(cwd) }),
  ].filter(Boolean);
  const room = Math.floor(contextTokens * charsPerToken * instructionsShareOfWindow);
  const instructions = instructionsFor(cwd, folders, notice).map(
    ({ file, text }) => `${fill(words.instructions, { file })}\n${clip(text, room)}`,
  );
  return [`<context>\n${facts.join("\n")}\n</context>`, ...instructions].join("\n\n");
}

/** AGENTS.md of the user, of the project's root down to this folder: the nearest comes last. */
function instructionsFor(
  cwd: string,
  folders: Folders,
  notice: (text: string) => void,
): readonly Instructions[] {
  const project = findProject(cwd);
  const below = upwards(cwd).filter((folder) => folder.startsWith(project));
  const places = [folders.user, ...[...below].reverse()];
  return places.flatMap((folder) => {
    const text = readOrTell(join(folder, "AGENTS.md"), notice)?.trim();
    const inside = folder.startsWith(project);
    const file = inside
      ? join(".", folder.slice(project.length), "AGENTS.md")
      : "AGENTS.md of the user";
    return text ? [{ file, text }] : [];
  });
}

/** What cannot be read is told: instructions are a help, and no run should end for want of them. */
function readOrTell(file: string, notice: (text: string) => void): string | undefined {
  try {
    return readIfThere(file);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const isFolder = statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
    const why = isFolder ? "it is a folder" : reasonOf(error.cause);
    notice(`${file} cannot be read (${why}); going on without it.`);
    return undefined;
  }
}

function topLevel(cwd: string): string {
  const entries = readdirSync(cwd, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
  const more = entries.length > filesListed ? ", …" : "";
  return entries.slice(0, filesListed).join(", ") + more || "(empty)";
}
