import { undoFiles } from "../../app/undo.ts";
import type { Command } from "../command.ts";
import { movedText } from "./moved-text.ts";
import { notOpen } from "./not-open.ts";

const limitMs = 60_000;

export const undoCommand: Command = {
  name: "undo",
  help: "Make the files what they were before the newest prompt that changed any",
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const moved = await undoFiles(started, AbortSignal.timeout(limitMs));
    if (moved === undefined) return desk.notice("There is no change of files to undo.");
    desk.notice(`Undone: ${movedText(moved, "undo")} The model does not know of it.`);
  },
};
