import type { Command, Desk } from "../command.ts";
import { type KeyHelp, keyHelp } from "../keys.ts";

export const helpCommand: Command = {
  name: "help",
  aliases: ["?"],
  argument: "[keys]",
  help: "What can be typed here; with keys: every key",
  whileBusy: true,
  complete: () => ["keys"],
  run: (argument, desk) =>
    argument === "keys"
      ? desk.print("Keys", keyTable(keyHelp))
      : desk.print("Help", helpText(desk)),
};

function helpText(desk: Desk): string {
  const commands = desk.commands().map(({ name, argument, aliases = [], help }) => {
    const also = aliases.length === 0 ? "" : ` (${aliases.map((one) => `/${one}`).join(", ")})`;
    // A bar would end the cell.
    const wants = argument === undefined ? "" : ` ${argument.replaceAll("|", "\\|")}`;
    return `| \`/${name}${wants}\` | ${help}${also} |`;
  });
  return [
    "| Command | What it does |",
    "| --- | --- |",
    ...commands,
    "",
    keyTable(keyHelp.filter(({ isMain }) => isMain)),
    "",
    "The editor knows the keys of readline; `/help keys` lists them all.",
    "",
    "`@path`, `@folder/` and `@path:10-40` put files into your message; `!command` runs in your shell and goes into it, `!!command` does not.",
  ].join("\n");
}

function keyTable(keys: readonly KeyHelp[]): string {
  const rows = keys.map(
    ({ keys: pressed, does }) => `| ${pressed.replaceAll("|", "\\|")} | ${does} |`,
  );
  return ["| Key | What it does |", "| --- | --- |", ...rows].join("\n");
}
