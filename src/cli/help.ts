import type { CliCommand } from "./command.ts";

export function helpCommand(commands: readonly CliCommand[]): CliCommand {
  return {
    name: "help",
    summary: "Lists the commands.",
    example: "localcode help",
    build(command, context) {
      command.action(() => {
        const width = Math.max(...commands.map(({ name }) => name.length));
        for (const { name, summary } of commands)
          context.out(`${name.padEnd(width)}  ${summary}\n`);
        context.out(
          "\nRun `localcode COMMAND --help` for one of them, `localcode --help` for the flags.\n",
        );
      });
    },
  };
}
