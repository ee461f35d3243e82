import { version } from "../../package.json";
import { ConfigError } from "../app/config-error.ts";
import type { Viewing } from "../bench/cli/command.ts";
import { benchCommand } from "../bench/cli.ts";
import type { CliCommand } from "../cli/command.ts";
import { helpCommand } from "../cli/help.ts";
import { commands as managing } from "../cli/index.ts";
import { completionsCommand } from "./completions.ts";
import { fieldsFrom } from "./fields.ts";
import { readFlags } from "./flags.ts";
import { onInterrupt } from "./interrupt.ts";

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  ...managing,
  benchCommand({ version, interrupted: onInterrupt, fieldsOf, view }),
  completionsCommand(() => commands),
].sort((one, other) => one.name.localeCompare(other.name));

/** The fields that flags of `localcode` set; a task of the bench is no place for a prompt. */
async function fieldsOf(words: readonly string[]) {
  const written = readFlags(words);
  if (written !== undefined && written.words.length === 0) return await fieldsFrom(written);
  const text = `--agent-args takes flags of localcode, not "${words.join(" ")}". See localcode --help.`;
  throw new ConfigError(text);
}

/** The bench knows no terminal, and the terminal no bench. */
async function view(viewing: Viewing): Promise<number> {
  const { viewBenchRun } = await import("./bench-view.ts");
  return await viewBenchRun(viewing);
}

/** The command of this name; there must be one. */
export function commandOf(name: string): CliCommand {
  const found = [...commands, helpCommand(commands)].find((one) => one.name === name);
  if (found === undefined) throw new Error(`The command ${name} is named and not there.`);
  return found;
}
