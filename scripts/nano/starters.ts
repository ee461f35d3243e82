import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** As many words in a row of a starter's instructions may not stand in a text for training. */
const runLength = 8;

const root = join(import.meta.dir, "..", "..", "exercises");

/** Every run of words of the 24 starter exercises, which no training text may hold. */
export function starterRuns(): ReadonlySet<string> {
  const runs = new Set<string>();
  for (const language of ["python", "javascript"]) {
    for (const name of readdirSync(join(root, language))) {
      const text = readFileSync(join(root, language, name, ".docs", "instructions.md"), "utf8");
      for (const run of runsOf(text)) runs.add(run);
    }
  }
  return runs;
}

/** Code in back quotes divides: names and signatures are no sentences. */
export function runsOf(text: string): string[] {
  return text.split(/`[^`]*`/).flatMap((part) => {
    const words = part.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    const starts = Math.max(0, words.length - runLength + 1);
    return Array.from({ length: starts }, (_, at) => words.slice(at, at + runLength).join(" "));
  });
}

export function starterNames(): ReadonlySet<string> {
  return new Set(["python", "javascript"].flatMap((language) => readdirSync(join(root, language))));
}
