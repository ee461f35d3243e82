import { Command } from "commander";
import type { CliCommand, CliContext } from "../cli/command.ts";
import { type Flag, flagTable } from "./flag-table.ts";

/** A word that may be typed and what it is for. */
export type Word = { readonly word: string; readonly help: string };

/** A flag of `localcode` itself, with what may follow it. */
export type FlagWords = {
  readonly flag: Flag;
  /** "--sandbox", and "-m" where it has a letter. */
  readonly words: readonly string[];
  readonly follows: "nothing" | "anything" | "file" | "folder" | readonly string[];
};

export type CommandWords = Word & {
  /** Its subcommands and flags. */
  readonly inner: readonly Word[];
};

const folders: readonly string[] = ["cwd", "logs"];
const files: readonly string[] = ["file", "model-path", "output-schema"];

export function flagWords(): readonly FlagWords[] {
  return flagTable.map((flag) => ({
    flag,
    words: [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])],
    follows: followsOf(flag),
  }));
}

function followsOf({ name, takes, choices }: Flag): FlagWords["follows"] {
  if (takes === undefined) return "nothing";
  if (choices !== undefined) return choices;
  if (folders.includes(name)) return "folder";
  return files.includes(name) ? "file" : "anything";
}

/** What a command says of itself when it is built; nothing of it runs. */
export function commandWords(command: CliCommand, context: CliContext): CommandWords {
  const built = new Command(command.name);
  command.build(built, context, () => undefined);
  const subs = built.commands.map((sub) => ({ word: sub.name(), help: sub.description() }));
  const options = [built, ...built.commands].flatMap((one) =>
    one.options.map((option) => ({ word: option.long ?? option.flags, help: option.description })),
  );
  const inner = [...subs, ...options, { word: "--help", help: "display help for command" }];
  const first = inner.filter(
    ({ word }, index) => inner.findIndex((one) => one.word === word) === index,
  );
  return { word: command.name, help: command.summary, inner: first };
}
