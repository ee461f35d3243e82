import { resolve } from "node:path";
import { CommanderError } from "commander";
import { loadConfig } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import { wrongUse } from "../app/exit-code.ts";
import { failureOf } from "../app/failure.ts";
import type { Started, StartOptions } from "../app/start.ts";
import { type Flags, fieldsFromFlags, mainCommand } from "./flags.ts";
import { onInterrupt } from "./interrupt.ts";
import { readPrompt } from "./prompt.ts";

/** `localcode [prompt…]`, `-p`, `-f` and piped stdin; returns the exit code. */
export async function runMain(words: readonly string[], version: string): Promise<number> {
  const command = mainCommand(version)
    .exitOverride()
    .configureOutput({ writeErr: err, writeOut: out });
  try {
    command.parse([...words], { from: "user" });
    return await start(command.opts<Flags>(), command.args, version);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    const failure = failureOf(error);
    err(`${failure.message}\n`);
    return failure.code;
  }
}

async function start(flags: Flags, words: readonly string[], version: string): Promise<number> {
  const cwd = resolve(flags.cwd ?? process.cwd());
  const interrupt = onInterrupt();
  const prompt = await readPrompt(flags, words, cwd, err);
  const config = loadConfig(cwd, process.env, fieldsFromFlags(flags));
  for (const warning of config.warnings) err(`${warning}\n`);
  const options: StartOptions = {
    version,
    resume: resumeOf(flags),
    notice: (text) => err(`${text}\n`),
  };
  const { startConversation } = await import("../app/start.ts");
  const headless = flags.print !== undefined || flags.file !== undefined || !process.stdin.isTTY;
  if (!headless) {
    const { talk } = await import("../headless/lines.ts");
    return await talk(config, options, prompt);
  }
  if (prompt === "")
    throw new ConfigError(
      'There is no prompt. Give one: localcode -p "…", -f FILE, or pipe it in.',
    );
  await using started = await startConversation(config, options, interrupt.signal);
  return await printIt(started, flags, prompt, interrupt.signal);
}

async function printIt(
  { conversation }: Started,
  flags: Flags,
  prompt: string,
  signal: AbortSignal,
): Promise<number> {
  const { printRun } = await import("../headless/print.ts");
  const progress = (line: string) => err(`${line}\n`);
  const result = await printRun(conversation, {
    format: flags.outputFormat,
    prompt,
    signal,
    out,
    progress,
  });
  return result.exitCode;
}

function resumeOf(flags: Flags): StartOptions["resume"] {
  if (flags.resume === true) {
    throw new ConfigError("--resume needs a session's ID here; `localcode sessions` lists them.");
  }
  if (flags.resume !== undefined) return { type: "id", id: flags.resume };
  return flags.continue ? { type: "newest" } : { type: "new" };
}

function out(text: string): void {
  process.stdout.write(text);
}

function err(text: string): void {
  process.stderr.write(text);
}
