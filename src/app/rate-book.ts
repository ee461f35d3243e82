import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ConfigError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { readJsonObject, reasonOf } from "./read-json.ts";
import { learned, type Rates, type Sample } from "./reading-rate.ts";

/** What was learned of the speed of each model on each runtime, kept for the next start. */
export interface RateBook {
  readonly of: (key: string) => Rates;
  /** Learns from a reply and writes it down; what cannot be written is said once. */
  learn(key: string, sample: Sample): void;
}

/** Models whose rates are kept; the one that was used longest ago goes first. */
const keysKept = 200;

export function rateKey({ runtime, model }: { readonly runtime: string; readonly model: string }) {
  return `${runtime}/${model}`;
}

/** A file that is broken is ignored, with a notice, and written anew. */
export function openRateBook(
  { state }: Pick<Folders, "state">,
  notice: (text: string) => void,
): RateBook {
  const file = join(state, "rates.json");
  let book = readBook(file, notice);
  let silent = false;
  return {
    of: (key) => book.get(key) ?? {},
    learn(key, sample) {
      const rates = learned(book.get(key) ?? {}, sample);
      // What another process learned meanwhile stays.
      book = new Map([...readBook(file, () => undefined), ...book]);
      book.delete(key);
      book.set(key, rates);
      book = new Map([...book].slice(-keysKept));
      const why = write(file, book);
      if (why !== undefined && !silent) notice(`${file} was not written: ${why}`);
      silent ||= why !== undefined;
    },
  };
}

function readBook(file: string, notice: (text: string) => void): Map<string, Rates> {
  try {
    return new Map(Object.entries(readJsonObject(file) ?? {}).map(([key, is]) => [key, rates(is)]));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    notice(`${error.message} The rates learned so far are ignored.`);
    return new Map();
  }
}

function rates(value: unknown): Rates {
  const { prefill, decode } = Object(value);
  return {
    ...(isRate(prefill) ? { prefill } : {}),
    ...(isRate(decode) ? { decode } : {}),
  };
}

function isRate(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}

/** Whole or not at all; gives back why it was not. */
function write(file: string, book: ReadonlyMap<string, Rates>): string | undefined {
  const draft = `${file}.${crypto.randomUUID()}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, `${JSON.stringify(Object.fromEntries(book), null, 2)}\n`);
    renameSync(draft, file);
    return undefined;
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    return reasonOf(error);
  }
}
