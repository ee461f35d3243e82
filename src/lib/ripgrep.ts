import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { skippedFolders } from "./walk.ts";

/** A pattern is no valid regular expression. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}

export type RipgrepPlace = {
  readonly root: string;
  /** A file or folder below the root; "" for the root itself. */
  readonly path: string;
  /** Lines of .gitignore files above that folder, rewritten relative to the root. */
  readonly rules: readonly string[];
};

/** Where the ripgrep of our own package is; undefined where that has none for this machine. */
export async function ripgrepProgram(): Promise<string | undefined> {
  try {
    const { rgPath } = await import("@vscode/ripgrep");
    return rgPath;
  } catch {
    return undefined;
  }
}

// Only .gitignore files from the root downwards count, whatever this machine or its user sets.
const fixedOptions: readonly string[] = [
  "--no-config",
  "--hidden",
  "--no-require-git",
  "--no-ignore-parent",
  "--no-ignore-global",
  "--no-ignore-exclude",
  "--no-ignore-dot",
  "--no-messages",
  "--max-filesize=10M",
  "--sort=path",
  ...skippedFolders.map((name) => `--glob=!${name}`),
];

/** What ripgrep prints, line by line; it is stopped when the reader stops. */
export async function* ripgrepLines(
  program: string,
  options: readonly string[],
  place: RipgrepPlace,
  signal: AbortSignal,
): AsyncGenerator<string> {
  await using rules = await rulesFile(place.rules);
  const command = [program, ...fixedOptions, ...rules.options, ...options, `./${place.path}`];
  signal.throwIfAborted();
  const child = Bun.spawn(command, {
    cwd: place.root,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "ignore",
    signal,
    killSignal: "SIGKILL",
  });
  let printed = false;
  try {
    for await (const line of linesIn(child.stdout)) {
      printed = true;
      yield line;
    }
  } finally {
    child.kill("SIGKILL");
    await child.exited;
  }
  signal.throwIfAborted();
  // Unreadable files give the same code, but then the summary is printed.
  if (child.exitCode === 2 && !printed) throw new PatternError("ripgrep refused the pattern.");
}

async function* linesIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function rulesFile(
  rules: readonly string[],
): Promise<AsyncDisposable & { readonly options: readonly string[] }> {
  if (rules.length === 0) return { options: [], [Symbol.asyncDispose]: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "localcode-rules-"));
  const file = join(folder, "ignore");
  await writeFile(file, `${rules.join("\n")}\n`);
  return {
    options: [`--ignore-file=${file}`],
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
