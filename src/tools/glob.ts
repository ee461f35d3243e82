import { stat } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { z } from "zod";
import globWords from "../../tools/glob.json" with { type: "json" };
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { findFiles } from "../lib/find-files.ts";
import { globMatch } from "../lib/glob-match.ts";
import { findPath } from "../lib/paths.ts";
import { oneLine } from "../lib/text.ts";
import { byBytes } from "../lib/walk.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const mostFiles = 100;
const mostLookedAt = 10_000;
const patternChars = 200;
/** Room for the sentences that follow a long list. */
const noteChars = 240;

const input = z.object({ pattern: z.string(), path: z.string().optional() });

type GlobInput = z.infer<typeof input>;

export const globPart: ToolPart = { words: globWords, make: makeGlob };

function makeGlob(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<GlobInput>(words, {
    input,
    effect: "read",
    run: (wish, context) => glob(wish, context, say),
  });
}

async function glob(wish: GlobInput, context: ToolContext, say: ToolSay): Promise<ToolResult> {
  const pattern = wish.pattern.trim() || "*";
  const { root, signal } = context;
  const within = pattern.startsWith(`${root}/`) ? `.${pattern.slice(root.length)}` : pattern;
  if (leadsOut(within)) return refuse(say("outside", { pattern: oneLine(within, patternChars) }));
  const found = await findPath(root, wish.path?.trim() ? wish.path : ".", "folder");
  if (found.type !== "found") return refuse(found.text);
  const matches = globMatch(within, found.relative);
  const paths: string[] = [];
  for await (const path of findFiles(root, found.relative, signal)) {
    if (matches(path)) paths.push(path);
    if (paths.length === mostLookedAt) break;
  }
  const newest = await newestFirst(root, paths);
  const room = context.maxResultChars - noteChars - found.note.length;
  const shown = fitting(newest, room);
  const more = shown.length < newest.length ? say("more", { most: shown.length }) : "";
  const many = paths.length === mostLookedAt ? say("many") : "";
  const none = newest.length === 0 ? say("none", { pattern: oneLine(within, patternChars) }) : "";
  return { text: [...shown, none, more, many, found.note].filter(Boolean).join("\n") };
}

/** Some folder of the pattern is "..", or it begins at a root that is not ours. */
function leadsOut(pattern: string): boolean {
  return pattern.split(/[/\\{},]/).includes("..") || isAbsolute(pattern);
}

async function newestFirst(root: string, paths: readonly string[]): Promise<readonly string[]> {
  const dated = await Promise.all(
    paths.map(async (path) => {
      const entry = await stat(join(root, path)).catch(() => undefined);
      return { path, ms: entry?.mtimeMs ?? 0 };
    }),
  );
  return dated
    .sort((one, other) => other.ms - one.ms || byBytes(one.path, other.path))
    .map(({ path }) => path);
}

function fitting(paths: readonly string[], room: number): readonly string[] {
  let used = 0;
  const fit = paths.findIndex((path, index) => {
    used += path.length + 1;
    return index === mostFiles || used > room;
  });
  return fit === -1 ? paths : paths.slice(0, fit);
}
