import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { filesShownBy } from "../core/attachment.ts";
import type { Entry } from "../core/event.ts";
import type { Gate, GatedCall } from "../core/gate.ts";
import { type Effect, refuse, type ToolResult } from "../core/tool.ts";
import { contentHash } from "../lib/content-hash.ts";
import { findPath } from "../lib/paths.ts";
import type { GateSay, GateWord } from "./say.ts";
import { targetsOf } from "./targets.ts";

export type FreshOptions = {
  readonly root: string;
  /** The conversation so far: what was read in it counts as read. */
  readonly history: readonly Entry[];
  /** When that conversation ended; a file changed later must be read again. Default: not asked. */
  readonly historyEndMs?: number;
  /** The whole conversation as it grows: files attached to its prompts count as read. */
  readonly entries?: () => readonly Entry[];
  readonly say: GateSay;
};

type Prompt = Extract<Entry, { type: "prompt" }>;

/** What a file was when the model last saw it. */
type Stamp = { readonly ms: number; readonly bytes: number; readonly hash: string };

/** Nobody changes what they have not read: an existing file must be read before it is written. */
export function freshGate(options: FreshOptions): Gate {
  const seen = new Map<string, Stamp>();
  let seeded: Promise<void> | undefined;
  let looked = options.history.length;
  return async (gated, next) => {
    seeded ??= seed(seen, options);
    await seeded;
    const entries = options.entries?.() ?? [];
    for (const entry of entries.slice(looked)) {
      if (entry.type === "prompt") noteShown(seen, entry, new Set());
    }
    looked = Math.max(looked, entries.length);
    const refused = gated.tool.effect === "write" ? await staleTarget(gated, seen) : undefined;
    if (refused) return refuse(options.say(refused.word, { path: refused.path }));
    const result = await next(gated);
    await remember(seen, options.root, pathsIn(result, gated.tool.effect));
    return result;
  };
}

/** What a call showed the model: a command's changes are not among it. */
function pathsIn(result: ToolResult, effect: Effect | undefined): readonly string[] {
  return [...(result.read ?? []), ...((effect === "write" && result.changed) || [])];
}

async function seed(seen: Map<string, Stamp>, options: FreshOptions): Promise<void> {
  const { root, history, historyEndMs = Number.POSITIVE_INFINITY } = options;
  const paths = history.flatMap((entry) =>
    entry.type === "result" ? pathsIn(entry.result, entry.effect) : [],
  );
  await remember(seen, root, [...new Set(paths)]);
  for (const [path, stamp] of seen) if (stamp.ms > historyEndMs) seen.delete(path);
  const later = new Set<string>();
  for (const entry of history.toReversed()) {
    if (entry.type === "prompt") noteShown(seen, entry, later);
    if (entry.type === "result") {
      for (const path of pathsIn(entry.result, entry.effect)) later.add(path);
    }
  }
}

/** What a prompt showed is known to the byte; a file that was seen later is left as it was seen then. */
function noteShown(seen: Map<string, Stamp>, prompt: Prompt, later: Set<string>): void {
  for (const { path, hash } of filesShownBy(prompt)) {
    if (!later.has(path)) seen.set(path, { ms: 0, bytes: 0, hash });
    later.add(path);
  }
}

async function remember(
  seen: Map<string, Stamp>,
  root: string,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    const stamp = await stampOf(join(root, path));
    if (stamp === undefined) seen.delete(path);
    else seen.set(path, stamp);
  }
}

/** What the file is now; undefined where there is no file. */
async function stampOf(absolute: string): Promise<Stamp | undefined> {
  const entry = await stat(absolute).catch(() => undefined);
  if (!entry?.isFile()) return undefined;
  const content = await readFile(absolute).catch(() => undefined);
  if (content === undefined) return undefined;
  return { ms: entry.mtimeMs, bytes: entry.size, hash: contentHash(content) };
}

async function staleTarget(
  gated: GatedCall,
  seen: ReadonlyMap<string, Stamp>,
): Promise<{ readonly word: GateWord; readonly path: string } | undefined> {
  for (const { written, want } of targetsOf(gated.input)) {
    const found = await findPath(gated.context.root, written, want);
    if (found.type !== "found" || !found.exists) continue;
    const now = await stampOf(found.absolute);
    // Nothing is lost of an empty file.
    if (now === undefined || now.bytes === 0) continue;
    const before = seen.get(found.relative);
    if (before === undefined) return { word: "unread", path: found.relative };
    if (before.hash !== now.hash) return { word: "changed_since_read", path: found.relative };
  }
  return undefined;
}
