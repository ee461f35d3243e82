import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { type ExportFormat, exportFormats, exportSession } from "../session/export.ts";
import { readSession } from "../session/read.ts";
import { reasonOf, SessionError } from "../session/session-error.ts";
import { ConfigError } from "./config-error.ts";

/** The format that is named, or that a file's name ends in; Markdown where neither says it. */
export function formatOf(name: string | undefined, file: string | undefined): ExportFormat {
  const ending = extname(file ?? "").slice(1);
  const wanted = name ?? (ending === "htm" ? "html" : ending);
  const found = exportFormats.find((format) => format === wanted);
  if (found !== undefined) return found;
  if (name === undefined) return "md";
  throw new ConfigError(`No format "${name}". Formats: ${exportFormats.join(", ")}.`);
}

/** Writes the session of a .jsonl file into another file. Throws SessionError. */
export async function exportInto(file: string, path: string, format: ExportFormat): Promise<void> {
  const text = exportSession(readSession(path), format);
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new SessionError(`${file} cannot be written: ${reasonOf(cause)}.`, { cause });
  }
}
