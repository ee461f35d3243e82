import { parseArgs } from "node:util";
import { ConfigError } from "../app/config-error.ts";
import { type Flag, flagTable } from "./flag-table.ts";

export type FlagValue = string | true | readonly string[];

/** The command line as it was written: flags by name, and the words beside them. */
export type Written = {
  readonly flags: ReadonlyMap<string, FlagValue>;
  readonly words: readonly string[];
};

/** Reads the flags of the table; undefined where the command line does not fit it. */
export function readFlags(args: readonly string[]): Written | undefined {
  const options = Object.fromEntries(flagTable.map((flag) => [flag.name, optionOf(flag)]));
  try {
    const { tokens } = parseArgs({
      args: withNegatives(args),
      options,
      allowPositionals: true,
      tokens: true,
    });
    return written(tokens);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** "--seed -1" as "--seed=-1": what looks like a flag is no value otherwise. */
function withNegatives(args: readonly string[]): string[] {
  const takesNumber = (arg: string) =>
    flagTable.some(({ name, kind }) => kind !== undefined && arg === `--${name}`);
  const joined: string[] = [];
  for (const arg of args) {
    const before = joined.at(-1) ?? "";
    const isValue = /^-\.?\d/.test(arg) && takesNumber(before) && !joined.includes("--");
    if (isValue) joined[joined.length - 1] = `${before}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

type Token =
  | {
      readonly kind: "option";
      readonly index: number;
      readonly name: string;
      readonly value?: string | undefined;
    }
  | { readonly kind: "positional"; readonly index: number; readonly value: string }
  | { readonly kind: "option-terminator"; readonly index: number };

function optionOf({ short, takes, repeats }: Flag) {
  const type = takes?.startsWith("<") ? ("string" as const) : ("boolean" as const);
  return { type, multiple: repeats ?? false, ...(short === undefined ? {} : { short }) };
}

function written(tokens: readonly Token[]): Written {
  const flags = new Map<string, FlagValue>();
  const taken = new Set<number>();
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "option") continue;
    const flag = flagTable.find(({ name }) => name === token.name);
    const next = wordFor(flag, tokens[at + 1]);
    if (next !== undefined) taken.add(at + 1);
    const value = next ?? token.value ?? true;
    const before = flags.get(token.name);
    const list = Array.isArray(before) ? before : [];
    flags.set(token.name, flag?.repeats ? [...list, String(value)] : value);
  }
  const words = tokens.flatMap((token, at) =>
    token.kind === "positional" && !taken.has(at) ? [token.value] : [],
  );
  return { flags, words };
}

/** A flag that may take a value takes the word right after it. */
function wordFor(flag: Flag | undefined, next: Token | undefined): string | undefined {
  return flag?.takes?.startsWith("[") && next?.kind === "positional" ? next.value : undefined;
}

/** A flag's text; throws ConfigError where it is none of the choices. */
export function textOf({ flags }: Written, name: string): string | undefined {
  const value = flags.get(name);
  if (typeof value !== "string") return undefined;
  const { choices, takes } = flagTable.find((flag) => flag.name === name) ?? {};
  if (value.trim() === "" && choices === undefined && takes?.startsWith("<")) {
    throw new ConfigError(`--${name} is empty. Give it a value or leave it out.`);
  }
  if (choices === undefined || choices.includes(value)) return value;
  throw new ConfigError(`--${name} is one of ${choices.join(", ")}; not "${value}".`);
}

type NumberKind = { readonly fits: (value: number) => boolean; readonly wanted: string };

const numberKinds: Readonly<Record<NonNullable<Flag["kind"]>, NumberKind>> = {
  whole: { fits: Number.isInteger, wanted: "a whole number" },
  count: {
    fits: (value) => Number.isInteger(value) && value > 0,
    wanted: "a whole number above 0",
  },
  positive: { fits: (value) => value > 0, wanted: "a number above 0" },
  fromZero: { fits: (value) => value >= 0, wanted: "a number from 0 on" },
  share: { fits: (value) => value >= 0 && value <= 1, wanted: "a number from 0 to 1" },
};

/** A flag's number; throws ConfigError where it is no number of its kind. */
export function numberOf({ flags }: Written, name: string): number | undefined {
  const text = flags.get(name);
  if (typeof text !== "string") return undefined;
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const kind = flagTable.find((flag) => flag.name === name)?.kind ?? "whole";
  const { fits, wanted } = numberKinds[kind];
  if (fits(value)) return value;
  throw new ConfigError(`--${name} takes ${wanted}, not "${text}".`);
}

export function listOf({ flags }: Written, name: string): readonly string[] {
  const value = flags.get(name);
  return Array.isArray(value) ? value : [];
}
