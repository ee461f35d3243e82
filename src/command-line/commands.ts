import type { CliCommand } from "../cli/command.ts";
import { helpCommand } from "../cli/help.ts";
import { commands as managing } from "../cli/index.ts";
import { completionsCommand } from "./completions.ts";

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  ...managing,
  completionsCommand(() => commands),
].sort((one, other) => one.name.localeCompare(other.name));

/** The command of this name; there must be one. */
export function commandOf(name: string): CliCommand {
  const found = [...commands, helpCommand(commands)].find((one) => one.name === name);
  if (found === undefined) throw new Error(`The command ${name} is named and not there.`);
  return found;
}
