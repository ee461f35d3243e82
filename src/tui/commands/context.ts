import type { Command } from "../command.ts";
import { contextLines } from "../draw/context.ts";
import { notOpen } from "./not-open.ts";

export const contextCommand: Command = {
  name: "context",
  help: "What fills the model's window",
  whileBusy: true,
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const use = started.conversation.use();
    desk.draw((pen) => contextLines(use, pen));
  },
};
