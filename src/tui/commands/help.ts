import type { Command, Desk } from "../command.ts";
import { keyHelp } from "../keys.ts";

export const helpCommand: Command = {
  name: "help",
  aliases: ["?"],
  help: "What can be typed here, and the keys",
  whileBusy: true,
  run: (_argument, desk) => desk.print("Help", helpText(desk)),
};

function helpText(desk: Desk): string {
  const commands = desk.commands().map(({ name, argument, aliases = [], help }) => {
    const also = aliases.length === 0 ? "" : ` (${aliases.map((one) => `/${one}`).join(", ")})`;
    return `| \`/${name}${argument === undefined ? "" : ` ${argument}`}\` | ${help}${also} |`;
  });
  const keys = keyHelp.map(({ keys: pressed, does }) => `| ${pressed} | ${does} |`);
  return [
    "| Command | What it does |",
    "| --- | --- |",
    ...commands,
    "",
    "| Key | What it does |",
    "| --- | --- |",
    ...keys,
    "",
    "`@path`, `@folder/` and `@path:10-40` put files into your message; `!command` runs in your shell and goes into it, `!!command` does not.",
  ].join("\n");
}
