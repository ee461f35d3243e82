import type { Command } from "../command.ts";

export const quitCommand: Command = {
  name: "quit",
  aliases: ["q", "exit"],
  help: "Leave; the session is kept",
  whileBusy: true,
  run: (_argument, desk) => desk.quit(),
};
