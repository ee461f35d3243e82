import type { ToolKit } from "../kit.ts";
import type { FileChange } from "./patch.ts";

/** Which changes made a file what it is, so that the same patch is not applied twice by mistake. */
export type PatchMarks = {
  isRepeat(path: string, change: FileChange, text: string): boolean;
  /** Remembers the changes that a patch made in a file. */
  set(path: string, changes: readonly FileChange[], text: string): void;
  /** Who reads a file again may want its change again. */
  forget(path: string): void;
};

type Mark = { readonly state: string; readonly changes: ReadonlySet<string> };

const filesKept = 500;

const marksByKit = new WeakMap<ToolKit, PatchMarks>();

/** The marks that the tools of one agent share: apply_patch sets them, read takes them off. */
export function patchMarks(kit: ToolKit): PatchMarks {
  const known = marksByKit.get(kit) ?? newMarks();
  marksByKit.set(kit, known);
  return known;
}

function newMarks(): PatchMarks {
  const marks = new Map<string, Mark>();
  return {
    isRepeat(path, change, text) {
      const mark = marks.get(path);
      return mark?.state === hash(text) && mark.changes.has(contentOf(change));
    },
    set(path, changes, text) {
      marks.delete(path);
      marks.set(path, { state: hash(text), changes: new Set(changes.map(contentOf)) });
      const oldest = marks.keys().next().value;
      if (marks.size > filesKept && oldest !== undefined) marks.delete(oldest);
    },
    forget(path) {
      marks.delete(path);
    },
  };
}

/** What a change says, without the names: a moved file takes its mark along. */
function contentOf(change: FileChange): string {
  switch (change.type) {
    case "add":
      return hash(JSON.stringify(["add", change.lines]));
    case "delete":
      return "delete";
    case "update":
      return hash(JSON.stringify(["update", change.hunks.map((hunk) => hunk.lines)]));
  }
}

function hash(text: string): string {
  return String(Bun.hash(text));
}
