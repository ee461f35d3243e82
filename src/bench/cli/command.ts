import { ConfigError } from "../../app/config-error.ts";
import type { Env } from "../../app/folders.ts";
import type { SettingsFile } from "../../app/settings.ts";

/** What the commands of the bench use of the world; the same as those of `src/cli` are given. */
export type BenchContext = {
  readonly env: Env;
  readonly cwd: string;
  out(text: string): void;
  err(text: string): void;
};

/** What the command line knows and the bench may not import. */
export type BenchParts = {
  readonly version: string;
  /** Aborts at Ctrl-C. */
  interrupted(): { readonly signal: AbortSignal };
  /** What flags of `localcode` set of an agent's fields; throws ConfigError. */
  fieldsOf(words: readonly string[]): Promise<SettingsFile>;
};

/** What an action is given beside its flags. */
export type World = { readonly context: BenchContext; readonly parts: BenchParts };

/** "a,b" as its parts; an option that is given twice adds to them. */
export function listed(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(",").map((one) => one.trim())].filter((one) => one !== "");
}

/** For an option that takes a whole number from 1 on. */
export function wholeFor(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new ConfigError(`${option} takes a whole number above 0, not "${text}".`);
  };
}

/** For an option that takes a number above 0. */
export function numberFor(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
    throw new ConfigError(`${option} takes a number above 0, not "${text}".`);
  };
}
