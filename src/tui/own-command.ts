import type { Config } from "../app/config.ts";
import { expandOwnCommand, listOwnCommands, type OwnCommand } from "../app/own-commands.ts";
import type { Command } from "./command.ts";

/** Commands of the package, then the person's own ones, read anew each time so that an edit counts at once. */
export function withOwnCommands(
  commands: readonly Command[],
  { folders }: Config,
): readonly Command[] {
  const taken = new Set(commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  return [...commands, ...listOwnCommands(folders, taken).commands.map(commandOf)];
}

/** What of the person's own files has no effect, in sentences. */
export function ownCommandNotices(
  commands: readonly Command[],
  { folders }: Config,
): readonly string[] {
  const taken = new Set(commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]));
  return listOwnCommands(folders, taken).notices;
}

/** Its text is sent as if it had been typed. */
function commandOf(own: OwnCommand): Command {
  const { name, description, argument } = own;
  return {
    name,
    help: description,
    ...(argument === undefined ? {} : { argument }),
    run: async (given, desk) => await desk.prompt(expandOwnCommand(own, given)),
  };
}
