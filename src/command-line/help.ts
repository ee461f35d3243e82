import { Command, CommanderError, Option } from "commander";
import { wrongUse } from "../app/exit-code.ts";
import { type Flag, flagTable } from "./flag-table.ts";

const after = `
Commands: \`localcode help\` lists them; \`localcode COMMAND --help\` explains one.

Examples:
  localcode -m ollama/qwen3:8b -p "fix the failing test"
  git diff | localcode -p "review this"
  localcode --url http://127.0.0.1:8080 -f prompt.md --output-format json`;

/** Prints the help, or says what is wrong with a command line that does not fit; returns the exit code. */
export function explainFlags(
  args: readonly string[],
  out: (text: string) => void,
  err: (text: string) => void,
): number {
  const command = new Command("localcode")
    .description("A terminal coding agent for models that run on your own machine.")
    .argument("[prompt...]", "what to do")
    .addHelpText("after", after)
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: err });
  for (const flag of flagTable) if (flag.name !== "help") command.addOption(optionOf(flag));
  try {
    command.parse([...args], { from: "user" });
    err("The command line could not be read. See localcode --help.\n");
    return wrongUse;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    throw error;
  }
}

function optionOf({ name, short, takes, help, choices, repeats }: Flag): Option {
  const names = `${short === undefined ? "" : `-${short}, `}--${name}`;
  const described = choices === undefined ? help : `${help}: ${choices.join(", ")}`;
  const option = new Option(takes === undefined ? names : `${names} ${takes}`, described);
  return repeats ? option.argParser((value, before: string[] = []) => [...before, value]) : option;
}
