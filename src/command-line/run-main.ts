import { statSync } from "node:fs";
import { resolve } from "node:path";
import { loadConfig } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import { failureOf } from "../app/failure.ts";
import { gitLine } from "../app/git-line.ts";
import type { StartOptions } from "../app/start.ts";
import type { OutputFormat } from "../headless/print.ts";
import { isTerminal } from "../lib/terminal.ts";
import { writeOut } from "../lib/write-out.ts";
import { fieldsFrom } from "./fields.ts";
import { readFlags, textOf, type Written } from "./flags.ts";
import { OpeningEnded } from "./opening-limit.ts";
import { readPrompt } from "./prompt.ts";
import { noPicker, resumeOf } from "./resume.ts";

/** `localcode [prompt…]`, `-p`, `-f` and piped stdin; returns the exit code. */
export async function runMain(args: readonly string[], version: string): Promise<number> {
  const written = readFlags(args);
  if (written === undefined || written.flags.has("help")) {
    const { explainFlags } = await import("./help.ts");
    return explainFlags(args, out, err);
  }
  if (written.flags.has("version")) {
    out(`${version}\n`);
    return 0;
  }
  try {
    return await start(written, version);
  } catch (error) {
    const failure = error instanceof OpeningEnded ? error : failureOf(error);
    err(`${failure.message}\n`);
    return failure.code;
  }
}

async function start(written: Written, version: string): Promise<number> {
  const cwd = resolve(currentFolder(), textOf(written, "cwd") ?? "");
  if (!isFolder(cwd)) throw new ConfigError(`There is no folder ${cwd} to work in.`);
  const git = gitLine(cwd);
  const config = await loadConfig(cwd, process.env, await fieldsFrom(written));
  for (const warning of config.warnings) err(`${warning}\n`);
  const notice = (text: string) => err(`${text}\n`);
  const { flags } = written;
  const asksForPrompt = flags.has("print") || flags.has("file");
  const headless = asksForPrompt || !(await isTerminal(0));
  const prompt = await readPrompt(written, cwd, err);
  if (!headless) {
    const { converse } = await import("./interactive.ts");
    return await converse({ written, config, version, git, prompt, notice });
  }
  const resume = resumeOf(written);
  if (resume.type === "pick") throw new ConfigError(noPicker);
  const options: StartOptions = { version, resume, notice, git };
  const format = (textOf(written, "output-format") ?? "text") as OutputFormat;
  const headlessRun = { config, options, prompt, format };
  const { runHeadless, noPrompt } = await import("./run-headless.ts");
  if (prompt !== "" || resume.type !== "new") return await runHeadless(headlessRun);
  if (asksForPrompt) throw new ConfigError(noPrompt);
  const { runExample } = await import("./run-example.ts");
  return await runExample(headlessRun);
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    const text = "The current folder is gone. Go to one that exists.";
    throw new ConfigError(text, { cause });
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function out(text: string): void {
  writeOut(1, text);
}

function err(text: string): void {
  writeOut(2, text);
}
