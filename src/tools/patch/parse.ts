import { isFileHeader, parseEnvelope } from "./envelope.ts";
import { badPatch, type ParsedPatch } from "./patch.ts";
import { parseUnified } from "./unified.ts";
import { patchLines } from "./unwrap.ts";

/** Reads a patch in either format, whatever a model wraps it in. */
export function parsePatch(written: string): ParsedPatch {
  const lines = patchLines(written);
  if (lines.length === 0) return badPatch("no_patch");
  if (lines.some(isFileHeader)) return parseEnvelope(lines);
  const bare = lines.filter((line) => !/^\*\*\* *(?:Begin|End) Patch/i.test(line));
  if (bare.every((line) => line.trim() === "")) return badPatch("empty_patch");
  return parseUnified(bare);
}
