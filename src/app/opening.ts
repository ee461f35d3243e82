import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import words from "../../prompts/context.json";
import { fill } from "../lib/template.ts";
import { clip } from "../lib/text.ts";
import { type Folders, findProject, upwards } from "./folders.ts";
import { readIfThere } from "./read-json.ts";

const filesListed = 40;
const instructionsShareOfWindow = 0.15;
const charsPerToken = 3;

export type Instructions = { readonly file: string; readonly text: string };

/**
 * What differs from folder to folder and day to day: it goes before the first prompt, never into the
 * system text, so that a warm server reads only this and the question.
 */
export function openingFor(
  { cwd, folders }: { readonly cwd: string; readonly folders: Folders },
  git: string,
  contextTokens: number,
): string {
  const facts = [
    fill(words.folder, { name: basename(cwd) }),
    fill(words.platform, { platform: process.platform }),
    fill(words.date, { date: new Date().toISOString().slice(0, 10) }),
    git,
    fill(words.files, { files: topLevel(cwd) }),
  ].filter(Boolean);
  const room = Math.floor(contextTokens * charsPerToken * instructionsShareOfWindow);
  const instructions = instructionsFor(cwd, folders).map(
    ({ file, text }) => `${fill(words.instructions, { file })}\n${clip(text, room)}`,
  );
  return [`<context>\n${facts.join("\n")}\n</context>`, ...instructions].join("\n\n");
}

/** AGENTS.md of the user, of the project's root down to this folder: the nearest comes last. */
export function instructionsFor(cwd: string, folders: Folders): readonly Instructions[] {
  const project = findProject(cwd);
  const below = upwards(cwd).filter((folder) => folder.startsWith(project));
  const places = [folders.user, ...[...below].reverse()];
  return places.flatMap((folder) => {
    const text = readIfThere(join(folder, "AGENTS.md"))?.trim();
    const inside = folder.startsWith(project);
    const file = inside
      ? join(".", folder.slice(project.length), "AGENTS.md")
      : "AGENTS.md of the user";
    return text ? [{ file, text }] : [];
  });
}

function topLevel(cwd: string): string {
  const entries = readdirSync(cwd, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
  const more = entries.length > filesListed ? ", …" : "";
  return entries.slice(0, filesListed).join(", ") + more || "(empty)";
}
