import { Argument } from "commander";
import type { CliCommand } from "../cli/command.ts";
import { type Shell, scriptFor } from "./completion-scripts.ts";
import { commandWords, flagWords } from "./completion-words.ts";

/** `localcode completions`: a script that makes a shell complete the flags and commands there are. */
export function completionsCommand(commands: () => readonly CliCommand[]): CliCommand {
  return {
    name: "completions",
    summary: "Prints the script that makes a shell complete localcode.",
    example: "localcode completions bash > ~/.local/share/bash-completion/completions/localcode",
    build(command, context) {
      command
        .addArgument(new Argument("<shell>", "which shell").choices(Object.keys(scriptFor)))
        .action((shell: Shell) => {
          const words = commands().map((one) => commandWords(one, context));
          context.out(scriptFor[shell]({ commands: words, flags: flagWords() }));
        });
    },
  };
}
