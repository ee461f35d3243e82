import { constants } from "node:fs";
import { open, realpath, stat } from "node:fs/promises";
import { decodeText, type Encoding } from "./encoding.ts";
import { FileError, onFile } from "./file-error.ts";

export type EndOfLine = "\n" | "\r\n" | "mixed";

export type TextFile = {
  readonly type: "text";
  /** Without BOM. Line ends are "\n" where all are alike, and as they stand where they are mixed. */
  readonly text: string;
  readonly bom: boolean;
  readonly eol: EndOfLine;
  readonly encoding: Encoding;
  readonly finalNewline: boolean;
  readonly bytes: number;
};

export type FileText =
  | TextFile
  | { readonly type: "binary"; readonly bytes: number }
  | { readonly type: "too-large"; readonly bytes: number };

const maxFileBytes = 10 * 1024 * 1024;

/**
 * Reads a file as text; throws FileError. The path must be real, as `findPath` gives it: a link put
 * in its place meanwhile is refused.
 */
export async function readText(absolute: string): Promise<FileText> {
  const bytes = await readBytes(absolute);
  if (typeof bytes === "number") return { type: "too-large", bytes };
  const decoded = decodeText(bytes);
  if (decoded === undefined) return { type: "binary", bytes: bytes.length };
  const eol = endOfLine(decoded.text);
  const text = eol === "\r\n" ? decoded.text.replaceAll("\r\n", "\n") : decoded.text;
  const finalNewline = text.endsWith("\n");
  return { ...decoded, type: "text", text, eol, finalNewline, bytes: bytes.length };
}

/** How a text ends its lines: "\n" also where there is no line end at all. */
export function endOfLine(text: string): EndOfLine {
  const pairs = text.split("\r\n").length - 1;
  const all = text.split("\n").length - 1;
  if (pairs === 0) return "\n";
  return pairs === all ? "\r\n" : "mixed";
}

/** The bytes of a regular file, or only how many there are where they are too many. */
async function readBytes(absolute: string): Promise<Uint8Array | number> {
  // Without O_NONBLOCK, opening a named pipe would wait for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await onFile(() => open(absolute, flags));
  try {
    const opened = await file.stat();
    if (!opened.isFile()) throw new FileError("It is not a regular file.");
    if (opened.size > maxFileBytes) return opened.size;
    const bytes = await onFile(() => file.readFile());
    await mustBeAt(absolute, opened.ino, opened.dev);
    return bytes;
  } finally {
    await file.close();
  }
}

/** A folder on the way may have been replaced by a link between the check and the opening. */
async function mustBeAt(absolute: string, ino: number, dev: number): Promise<void> {
  const real = await onFile(() => realpath(absolute));
  const there = await onFile(() => stat(real));
  if (real === absolute && there.ino === ino && there.dev === dev) return;
  throw new FileError("It was moved or replaced while it was read. Try again.");
}
