import { fstatSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigError } from "../app/config-error.ts";
import { readIfThere } from "../app/read-json.ts";
import { listOf, textOf, type Written } from "./flags.ts";

const stdinFd = 0;
const firstByteMs = 3_000;
const maxStdinBytes = 10_000_000;

/** The prompt from the words, -p, the first -f and piped stdin; the other files are attached. */
export async function readPrompt(
  written: Written,
  cwd: string,
  warn: (text: string) => void,
): Promise<string> {
  const [file, ...attached] = listOf(written, "file");
  const spoken = [textOf(written, "print") ?? "", written.words.join(" ")];
  const parts = [
    ...spoken,
    file === undefined ? "" : readFile(file, cwd).trim(),
    ...attached.map((name) => `File ${name}:\n${readFile(name, cwd)}`),
  ].filter((part) => part !== "");
  const piped = isPiped() ? await readStdin(parts.length > 0, warn) : "";
  return [...parts, piped.trim()].filter((part) => part !== "").join("\n\n");
}

function readFile(name: string, cwd: string): string {
  const text = readIfThere(resolve(cwd, name));
  if (text === undefined)
    throw new ConfigError(`There is no file "${name}" to read the prompt from.`);
  return text;
}

/** A terminal, /dev/null or a closed stdin has nothing to say. */
function isPiped(): boolean {
  try {
    const stat = fstatSync(stdinFd);
    return stat.isFIFO() || stat.isFile() || stat.isSocket();
  } catch {
    return false;
  }
}

/** Reads stdin to its end; an open pipe that stays silent is not waited for when there is a prompt. */
async function readStdin(mayGiveUp: boolean, warn: (text: string) => void): Promise<string> {
  const reader = Bun.stdin.stream().getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  while (true) {
    const wait = mayGiveUp && bytes === 0 ? firstByteMs : undefined;
    const step = await readOrGiveUp(reader, wait);
    if (step === undefined) {
      warn(`Nothing came from stdin in ${firstByteMs / 1000} s; going on without it.\n`);
      return "";
    }
    if (step.done) return text + decoder.decode();
    bytes += step.value.length;
    if (bytes > maxStdinBytes)
      throw new ConfigError("stdin has more than 10 MB; pass a file's name instead.");
    text += decoder.decode(step.value, { stream: true });
  }
}

type Reader = {
  read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<void>;
};

async function readOrGiveUp(
  reader: Reader,
  waitMs: number | undefined,
): Promise<{ readonly done: boolean; readonly value: Uint8Array } | undefined> {
  const read = reader
    .read()
    .then(({ done, value }) => ({ done, value: value ?? new Uint8Array() }));
  if (waitMs === undefined) return await read;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gaveUp = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), waitMs);
  });
  const first = await Promise.race([read, gaveUp]);
  clearTimeout(timer);
  if (first === undefined) await reader.cancel();
  return first;
}
