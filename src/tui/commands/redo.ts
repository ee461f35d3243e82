import { redoFiles } from "../../app/undo.ts";
import type { Command } from "../command.ts";
import { movedText } from "./moved-text.ts";
import { notOpen } from "./not-open.ts";

const limitMs = 60_000;

export const redoCommand: Command = {
  name: "redo",
  help: "Make the change of files again that /undo took back",
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const moved = await redoFiles(started, AbortSignal.timeout(limitMs));
    if (moved === undefined) return desk.notice("There is nothing to make again.");
    desk.notice(`Made again: ${movedText(moved, "redo")}`);
  },
};
