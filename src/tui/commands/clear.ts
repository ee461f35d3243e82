import type { Command } from "../command.ts";

export const clearCommand: Command = {
  name: "clear",
  aliases: ["new"],
  help: "Begin a new conversation on an empty screen; the old one is kept",
  run: async (_argument, desk) => {
    await desk.reopen({ session: "new" });
    desk.clearScreen();
  },
};
