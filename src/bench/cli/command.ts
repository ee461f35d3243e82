import type { Command } from "commander";
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
  /** Shows a run's trials on the terminal, or as plain lines; returns the exit code. */
  view(viewing: Viewing): Promise<number>;
};

export const viewPanes = ["transcript", "diff", "tests"] as const;

export type ViewPane = (typeof viewPanes)[number];

/** What of a run is to be looked at. */
export type Viewing = {
  /** Its folder. */
  readonly run: string;
  /** The id of a trial; undefined where one is chosen from a list. */
  readonly trial: string | undefined;
  readonly pane: ViewPane;
  /** Lines on the standard output, also on a terminal. */
  readonly plain: boolean;
  readonly context: BenchContext;
};

/** What an action is given beside its flags. */
export type World = { readonly context: BenchContext; readonly parts: BenchParts };

/** What a subcommand is added to `localcode bench` with. */
export type Building = World & { readonly command: Command; exit(code: number): void };

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
