import type { Command } from "../command.ts";

export const editorCommand: Command = {
  name: "editor",
  help: "Write the next message in your own editor (Ctrl+G)",
  whileBusy: true,
  run: (_argument, desk) => desk.editOutside(),
};
