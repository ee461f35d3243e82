import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import words from "../../prompts/context.json";
import { fill } from "../lib/template.ts";
import { clip } from "../lib/text.ts";
import { type Folders, findProject, upwards } from "./folders.ts";
import { readIfThere } from "./read-json.ts";

const filesListed = 40;
const dirtyListed = 12;
const instructionsShareOfWindow = 0.15;
const charsPerToken = 3;
const gitLimitMs = 2_000;

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

/** The branch and what is not committed; "" outside a repository. */
export async function gitLine(cwd: string): Promise<string> {
  const git = Bun.spawn(["git", "status", "--porcelain=v1", "--branch", "--untracked-files=no"], {
    cwd,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
    timeout: gitLimitMs,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
  });
  const text = await new Response(git.stdout).text();
  if ((await git.exited) !== 0) return "";
  const [head = "", ...dirty] = text.trimEnd().split("\n");
  const branch = head.replace(/^## (No commits yet on )?/, "").split("...")[0] ?? "";
  const files = dirty.map((line) => line.slice(3));
  const more = files.length > dirtyListed ? ", …" : "";
  const listed = files.slice(0, dirtyListed).join(", ") + more;
  const state = files.length === 0 ? words.git_clean : fill(words.git_dirty, { files: listed });
  return fill(words.git, { branch, state });
}

function topLevel(cwd: string): string {
  const entries = readdirSync(cwd, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith(".") && entry.name !== "node_modules")
    .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    .sort();
  const more = entries.length > filesListed ? ", …" : "";
  return entries.slice(0, filesListed).join(", ") + more || "(empty)";
}
