import type { Command } from "../command.ts";

export const continueCommand: Command = {
  name: "continue",
  help: "Go on with a run that was broken off",
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started?.conversation.isLeftOpen() === true) return await desk.goOn();
    desk.notice("The last run came to its end. Type what is next.", "warning");
  },
};
