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
  const unbuilt = unbuiltFlag(args);
  if (unbuilt !== undefined) {
    err(`${unbuilt}\n`);
    return wrongUse;
  }
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

/** Flags to come; one that is in the table is built. */
const unbuiltFlags: readonly string[] = ["output-schema", "flow", "memory"];

/** A sentence about the first flag to come among the arguments. */
function unbuiltFlag(args: readonly string[]): string | undefined {
  const end = args.indexOf("--");
  const names = unbuiltFlags.filter((name) => !flagTable.some((flag) => flag.name === name));
  const found = (end < 0 ? args : args.slice(0, end)).find((arg) =>
    names.some((name) => arg === `--${name}` || arg.startsWith(`--${name}=`)),
  );
  return found === undefined
    ? undefined
    : `${found.split("=")[0]} is not built yet. See localcode --help for the flags there are.`;
}

function optionOf({ name, short, takes, help, choices, repeats }: Flag): Option {
  const names = `${short === undefined ? "" : `-${short}, `}--${name}`;
  const described = choices === undefined ? help : `${help}: ${choices.join(", ")}`;
  const option = new Option(takes === undefined ? names : `${names} ${takes}`, described);
  return repeats ? option.argParser((value, before: string[] = []) => [...before, value]) : option;
}
