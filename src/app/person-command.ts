import { existsSync } from "node:fs";
import words from "../../prompts/fixed.json";
import type { TextAttachment } from "../core/attachment.ts";
import type { Variables } from "../lib/command-environment.ts";
import { plainText } from "../lib/plain-text.ts";
import { type CommandResult, runCommand } from "../lib/process.ts";
import { fill } from "../lib/template.ts";
import { clip } from "../lib/text.ts";
import type { Env } from "./folders.ts";

/** A command as a person types it: `!` shares its output with the model, `!!` does not. */
export type PersonCommand = { readonly command: string; readonly isPrivate: boolean };

export type PersonCommandOptions = {
  readonly root: string;
  readonly env: Env;
  /** Hears the output as it comes, colours and all. */
  readonly onOutput?: (chunk: string) => void;
  /** Default: none. */
  readonly timeoutMs?: number;
  /** Of the output that is kept, head and tail. Default 200,000. */
  readonly maxChars?: number;
  /** Of what the model reads. Default 12,000. */
  readonly maxSharedChars?: number;
};

export type PersonCommandResult = {
  /** As it was printed, head and tail. */
  readonly output: string;
  readonly exitCode: number;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly ms: number;
  /** What goes with the next prompt; absent for a private command. */
  readonly attachment?: TextAttachment;
};

const keptChars = 200_000;
const sharedChars = 12_000;

/** What is typed after one or two exclamation marks; undefined for anything else. */
export function personCommandIn(text: string): PersonCommand | undefined {
  const [, marks = "", command = ""] = /^\s*(!{1,2})([\s\S]*)$/.exec(text) ?? [];
  if (marks === "" || command.trim() === "") return undefined;
  return { command: command.trim(), isPrivate: marks === "!!" };
}

/**
 * Runs a command as the person would in a shell of theirs: no sandbox and no question, since it is their
 * own hand. It has no input and no terminal. A cancel ends the whole process group.
 */
export async function runPersonCommand(
  { command, isPrivate }: PersonCommand,
  options: PersonCommandOptions,
  signal: AbortSignal,
): Promise<PersonCommandResult> {
  const { root, env, onOutput, timeoutMs = Number.POSITIVE_INFINITY } = options;
  const result = await runCommand([shellOf(env), "-c", command], {
    cwd: root,
    base: environmentOf(env),
    timeoutMs,
    maxChars: options.maxChars ?? keptChars,
    signal,
    ...(onOutput === undefined ? {} : { onOutput }),
  });
  const { output, exitCode, timedOut, cancelled, ms } = result;
  const told = { output, exitCode, timedOut, cancelled, ms };
  if (isPrivate) return told;
  const text = sharedText(result, options.maxSharedChars ?? sharedChars);
  return { ...told, attachment: { type: "text", kind: "output", name: command, text } };
}

function shellOf({ SHELL }: Env): string {
  return SHELL !== undefined && existsSync(SHELL) ? SHELL : "/bin/sh";
}

/** The person's own, but nothing waits for an answer that nobody can give. */
function environmentOf(env: Env): Variables {
  const own = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const asksNobody = { PAGER: "cat", GIT_PAGER: "cat", MANPAGER: "cat", GIT_TERMINAL_PROMPT: "0" };
  return { ...Object.fromEntries(own), ...asksNobody };
}

function sharedText(result: CommandResult, maxChars: number): string {
  const output = clip(plainText(result.output).trimEnd(), maxChars);
  return `${output || words.command_silent}\n${endingOf(result)}`;
}

function endingOf({ exitCode, timedOut, cancelled, ms }: CommandResult): string {
  if (timedOut) return fill(words.command_late, { seconds: (ms / 1_000).toFixed(1) });
  return cancelled ? words.command_stopped : fill(words.command_code, { code: exitCode });
}
