import { existsSync, realpathSync } from "node:fs";
import { runCommand } from "../lib/process.ts";
import { languages } from "./languages/index.ts";
import type { Language, Program } from "./languages/language.ts";

/** A program that a language needs, and what is known of it here. */
export type ToolchainRow = {
  readonly language: string;
  readonly program: string;
  /** Absent where it is missing, or does not start. */
  readonly path?: string;
  readonly version?: string;
  /** What it said where it is here and does not start. */
  readonly broken?: string;
  /** How to install it, as one command. */
  readonly install: string;
};

const versionLimitMs = 20_000;

/** What is here and what is missing, with the command that installs it. */
export async function toolchains(names: readonly string[]): Promise<readonly ToolchainRow[]> {
  const wanted = languages.filter(({ name }) => names.includes(name));
  const rows = wanted.map(({ name, programs }) => programs.map((program) => rowOf(name, program)));
  return await Promise.all(rows.flat());
}

/** Why a language cannot be tried, of the first program that is missing; undefined where all are here. */
export function lackOf(rows: readonly ToolchainRow[]): string | undefined {
  const missing = rows.find(({ path }) => path === undefined);
  if (missing === undefined) return undefined;
  const { program, broken, install } = missing;
  if (broken !== undefined) return `${program} does not start: ${broken}`;
  return `no ${program}; install it: ${install}`;
}

const found = new Map<string, Promise<Said>>();
const checked = new Map<string, Promise<Said>>();

/** The paths of a language's programs on this machine, by name; "" for one that is missing. */
export async function programsOf(language: Language): Promise<ReadonlyMap<string, string>> {
  const pairs = language.programs.map(async (program) => {
    const at = pathOf(program);
    const isHere = at !== undefined && (await startOf(program, at)).works;
    return [program.name, isHere ? await realPathOf(program, at) : ""] as const;
  });
  return new Map(await Promise.all(pairs));
}

/**
 * Whether a program on the PATH is more than a name: a version manager without a version, or a stub that
 * only offers to install it, would make every solution look wrong.
 */
async function startOf(program: Program, path: string): Promise<Said> {
  const known = checked.get(path) ?? askVersion(program, path);
  checked.set(path, known);
  return await known;
}

/** Of the program itself where it can be found, as a version manager is slow to hand over to it. */
async function askVersion(program: Program, path: string): Promise<Said> {
  return await ask([await realPathOf(program, path), ...program.version]);
}

/** What a version manager puts on the PATH costs each start a while, so that it is asked once. */
async function realPathOf({ self }: Program, path: string): Promise<string> {
  if (self === undefined) return path;
  const known = found.get(path) ?? ask([path, ...self]);
  found.set(path, known);
  const { line: said } = await known;
  return existsSync(said) ? said : path;
}

type Said = { readonly works: boolean; readonly line: string };

/** What is learned here holds for the whole process, so that nobody's signal ends it; a limit does. */
async function ask(command: readonly string[]): Promise<Said> {
  const { signal } = new AbortController();
  const limits = { cwd: "/", timeoutMs: versionLimitMs, maxChars: 2_000, signal };
  const { output, exitCode, timedOut } = await runCommand(command, limits);
  return { works: exitCode === 0 || timedOut, line: firstLineOf(output) };
}

/** Without its full stop, because it ends up within sentences. */
function firstLineOf(output: string): string {
  return (output.trim().split("\n")[0] ?? "").replace(/\.$/, "");
}

async function rowOf(language: string, program: Program): Promise<ToolchainRow> {
  const path = pathOf(program);
  const row = { language, program: program.name, install: installCommand(program) };
  if (path === undefined) return row;
  const { works, line } = await startOf(program, path);
  return works ? { ...row, path, version: line } : { ...row, broken: line };
}

function pathOf({ name }: Program): string | undefined {
  if (name === "bun") return realpathSync(process.execPath);
  return Bun.which(name, { PATH: process.env.PATH ?? "" }) ?? undefined;
}

function installCommand({ apt, brew }: Program): string {
  return process.platform === "darwin" ? `brew install ${brew}` : `sudo apt-get install ${apt}`;
}
