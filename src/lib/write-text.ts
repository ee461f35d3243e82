import { constants } from "node:fs";
import { access, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { encodeText } from "./encoding.ts";
import { FileError, onFile } from "./file-error.ts";
import { endOfLine, type TextFile } from "./file-text.ts";
import { holdFolder } from "./hold-folder.ts";

/** What a rewritten file keeps of the one before. */
export type LikeFile = Pick<TextFile, "bom" | "eol" | "encoding">;

/**
 * Writes a text file whole or not at all, making its folders; throws FileError. The path must be
 * real, as `findPath` gives it. Line ends, BOM and encoding are those of `like`, the mode that of the
 * file before.
 */
export async function writeText(absolute: string, text: string, like?: LikeFile): Promise<void> {
  const bytes = bytesOf(text, like);
  const mode = await modeOf(absolute);
  await using held = await holdFolder(dirname(absolute));
  const target = join(held.path, basename(absolute));
  const draft = join(held.path, `.${crypto.randomUUID()}.tmp`);
  try {
    await onFile(() => writeDraft(draft, bytes, mode));
    await onFile(() => rename(draft, target));
  } catch (error) {
    await rm(draft, { force: true }).catch(
      () => "Where it cannot be removed it could not be made.",
    );
    throw error;
  }
}

function bytesOf(text: string, like: LikeFile | undefined): Uint8Array {
  if (like === undefined) return Buffer.from(text, "utf8");
  const bytes = encodeText(withLineEnds(text, like.eol), like.encoding, like.bom);
  if (bytes !== undefined) return bytes;
  throw new FileError(`Its encoding is ${like.encoding}, which lacks a character of the new text.`);
}

/** A text with the line ends of the file that it goes to. */
export function withLineEnds(text: string, eol: TextFile["eol"]): string {
  if (eol === "mixed" || (eol === "\n" && endOfLine(text) === "\n")) return text;
  const plain = text.replaceAll("\r\n", "\n");
  return eol === "\n" ? plain : plain.replaceAll("\n", "\r\n");
}

/** The mode to keep; undefined for a new file. A file that may not be written stays as it is. */
async function modeOf(absolute: string): Promise<number | undefined> {
  const there = await stat(absolute).catch(() => undefined);
  if (there === undefined) return undefined;
  await onFile(() => access(absolute, constants.W_OK));
  return there.mode & 0o7777;
}

async function writeDraft(draft: string, bytes: Uint8Array, mode: number | undefined) {
  const file = await open(draft, "wx");
  try {
    await file.writeFile(bytes);
    if (mode !== undefined) await file.chmod(mode);
  } finally {
    await file.close();
  }
}
