import { rulesAbove } from "./ignore-rules.ts";
import { type RipgrepPlace, ripgrepLines, ripgrepProgram } from "./ripgrep.ts";
import { walk } from "./walk.ts";

/**
 * The files below a folder that .gitignore leaves, in the order of ripgrep's sorted paths; hidden
 * ones too, links never. Relative to the root.
 */
export async function* findFiles(
  root: string,
  folder: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const place = { root, path: folder, rules: await rulesAbove(root, folder) };
  const program = await ripgrepProgram();
  if (program === undefined) yield* findByWalk(place, signal);
  else yield* findByRipgrep(program, place, signal);
}

export async function* findByRipgrep(
  program: string,
  place: RipgrepPlace,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for await (const line of ripgrepLines(program, ["--files"], place, signal)) {
    yield line.replace(/^\.\//, "");
  }
}

export async function* findByWalk(
  { root, path, rules }: RipgrepPlace,
  signal: AbortSignal,
): AsyncGenerator<string> {
  for await (const entry of walk(root, { folder: path, rules, signal })) {
    if (entry.type === "file") yield entry.path;
  }
}
