import { existsSync, realpathSync } from "node:fs";
import { runCommand } from "../lib/process.ts";
import { languages } from "./languages/index.ts";
import type { Language, Program } from "./languages/language.ts";

/** A program that a language needs, and what is known of it here. */
export type ToolchainRow = {
  readonly language: string;
  readonly program: string;
  /** Absent where it is missing. */
  readonly path?: string;
  readonly version?: string;
  /** How to install it, as one command. */
  readonly install: string;
};

const versionLimitMs = 20_000;

/** What is here and what is missing, with the command that installs it. */
export async function toolchains(
  names: readonly string[],
  signal: AbortSignal,
): Promise<readonly ToolchainRow[]> {
  const wanted = languages.filter(({ name }) => names.includes(name));
  const rows = wanted.map(({ name, programs }) =>
    programs.map((program) => rowOf(name, program, signal)),
  );
  return await Promise.all(rows.flat());
}

const found = new Map<string, Promise<string>>();

/** The paths of a language's programs on this machine, by name; "" for one that is missing. */
export async function programsOf(language: Language): Promise<ReadonlyMap<string, string>> {
  const pairs = language.programs.map(async (program) => {
    const at = pathOf(program);
    const path = at === undefined ? "" : await realPathOf(program, at);
    return [program.name, path] as const;
  });
  return new Map(await Promise.all(pairs));
}

/** What a version manager puts on the PATH costs each start a while, so that it is asked once. */
async function realPathOf({ self }: Program, path: string): Promise<string> {
  if (self === undefined) return path;
  const known = found.get(path) ?? ask([path, ...self], new AbortController().signal);
  found.set(path, known);
  const said = await known;
  return existsSync(said) ? said : path;
}

async function ask(command: readonly string[], signal: AbortSignal): Promise<string> {
  const limits = { cwd: "/", timeoutMs: versionLimitMs, maxChars: 2_000, signal };
  const { output } = await runCommand(command, limits);
  return output.trim().split("\n")[0] ?? "";
}

async function rowOf(
  language: string,
  program: Program,
  signal: AbortSignal,
): Promise<ToolchainRow> {
  const path = pathOf(program);
  const row = { language, program: program.name, install: installCommand(program) };
  if (path === undefined) return row;
  return { ...row, path, version: await ask([path, ...program.version], signal) };
}

function pathOf({ name }: Program): string | undefined {
  if (name === "bun") return realpathSync(process.execPath);
  return Bun.which(name, { PATH: process.env.PATH ?? "" }) ?? undefined;
}

function installCommand({ apt, brew }: Program): string {
  return process.platform === "darwin" ? `brew install ${brew}` : `sudo apt-get install ${apt}`;
}
