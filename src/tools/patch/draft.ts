import type { TextFile } from "../../lib/file-text.ts";
import { type FoundPath, findPath } from "../../lib/paths.ts";
import { plainLineEnds, type Splice } from "../edit/splice.ts";
import { readFor } from "../page.ts";
import type { ToolSay } from "../say.ts";
import type { FileChange } from "./patch.ts";
import type { Place } from "./place-hunk.ts";

/** One file as the patch leaves it; nothing of it is on disk yet. */
export type Draft = {
  readonly absolute: string;
  readonly path: string;
  /** As it is on disk; undefined where there is no such file. */
  readonly file: TextFile | undefined;
  /** As it will be; undefined where it will be gone. */
  text: string | undefined;
  /** The file whose line ends, BOM, encoding and mode it gets. */
  like: { readonly absolute: string; readonly file: TextFile } | undefined;
  movedFrom: string | undefined;
  readonly changes: FileChange[];
  readonly rungs: Set<Place["rung"]>;
  readonly notes: string[];
  /** The newest change, for showing: places in the text before it. */
  shown: { readonly before: string; readonly places: readonly Splice[] } | undefined;
};

export type Drafts = Map<string, Draft>;

export type Opened = { readonly type: "open"; readonly draft: Draft } | Refused;
export type Refused = {
  readonly type: "refused";
  readonly text: string;
  /** The file that the refusal is about; absent where none was opened. */
  readonly file?: { readonly path: string; readonly text: string };
};

/** The draft of a file that must be there. */
export async function openDraft(
  drafts: Drafts,
  root: string,
  path: string,
  say: ToolSay,
): Promise<Opened> {
  const known = drafts.get(path);
  if (known?.text !== undefined) return { type: "open", draft: known };
  const found = await findPath(root, path, "file");
  if (found.type !== "found") return { type: "refused", text: found.text };
  return await draftOf(drafts, found, say);
}

/** The draft of a file that may be there; its text is undefined where it is not. */
export async function openNewDraft(
  drafts: Drafts,
  root: string,
  path: string,
  say: ToolSay,
): Promise<Opened> {
  const known = drafts.get(path);
  if (known !== undefined) return { type: "open", draft: known };
  const found = await findPath(root, path, "new-file");
  if (found.type !== "found") return { type: "refused", text: found.text };
  return await draftOf(drafts, found, say);
}

async function draftOf(
  drafts: Drafts,
  found: Extract<FoundPath, { type: "found" }>,
  say: ToolSay,
): Promise<Opened> {
  const { absolute, relative: path } = found;
  const known = drafts.get(path);
  if (known !== undefined) return { type: "open", draft: known };
  const opened = found.exists ? await readFor(absolute, path, say) : undefined;
  if (opened?.type === "refused") return opened;
  const file = opened?.file;
  const draft: Draft = {
    absolute,
    path,
    file,
    text: file?.text,
    like: file && { absolute, file },
    movedFrom: undefined,
    changes: [],
    rungs: new Set(),
    notes: found.note === "" ? [] : [found.note],
    shown: undefined,
  };
  drafts.set(path, draft);
  return { type: "open", draft };
}

/** A text with plain line ends; "" for a file that is not there. */
export function plainText(draft: Draft): string {
  return plainLineEnds(draft.text ?? "");
}

/** Says no because of one file. */
export function refusedFor(draft: Draft, text: string): Refused {
  return { type: "refused", text, file: { path: draft.path, text: draft.file?.text ?? "" } };
}
