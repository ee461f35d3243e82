import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { z } from "zod";
import lsWords from "../../tools/ls.json" with { type: "json" };
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { FileError, onFile } from "../lib/file-error.ts";
import { findPath } from "../lib/paths.ts";
import { byBytes, skippedFolders } from "../lib/walk.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ path: z.string().optional() });

/** Room for the sentence that follows a long list. */
const noteChars = 160;

export const lsPart: ToolPart = { words: lsWords, make: makeLs };

function makeLs(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: ({ path }, context) => list(path?.trim() ? path : ".", context, say),
  });
}

async function list(path: string, context: ToolContext, say: ToolSay): Promise<ToolResult> {
  const found = await findPath(context.root, path, "folder");
  if (found.type !== "found") return refuse(found.text);
  const shown = found.relative || ".";
  try {
    const maxChars = context.maxResultChars - found.note.length;
    const text = await listing({ absolute: found.absolute, shown, maxChars }, say);
    return { text: [text, found.note].filter(Boolean).join("\n") };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return refuse(say("failed", { path: shown, why: error.message }));
  }
}

export type ListingWish = {
  readonly absolute: string;
  /** The folder's name in sentences. */
  readonly shown: string;
  readonly maxChars: number;
};

/** The names in a folder, as many as there is room for; throws FileError. */
export async function listing(wish: ListingWish, say: ToolSay): Promise<string> {
  const entries = await onFile(() => readdir(wish.absolute, { withFileTypes: true }));
  const names = sorted(entries);
  if (names.length === 0) return say("empty", { path: wish.shown });
  return fitting(names, wish.maxChars - noteChars, say);
}

/** Folders first, marked with "/"; links are marked with "@". */
function sorted(entries: readonly Dirent[]): readonly string[] {
  const kept = entries.filter((entry) => !skippedFolders.includes(entry.name));
  const folders = kept.filter((entry) => entry.isDirectory()).map((entry) => `${entry.name}/`);
  const others = kept
    .filter((entry) => !entry.isDirectory())
    .map((entry) => (entry.isSymbolicLink() ? `${entry.name}@` : entry.name));
  return [...folders.sort(byBytes), ...others.sort(byBytes)];
}

function fitting(names: readonly string[], room: number, say: ToolSay): string {
  let used = 0;
  const fit = names.findIndex((name) => {
    used += name.length + 1;
    return used > room;
  });
  if (fit === -1) return names.join("\n");
  const more = say("more", { left: names.length - fit, total: names.length });
  return [...names.slice(0, fit), more].join("\n");
}
