import type { Command } from "../command.ts";
import { agentCommand } from "./agent.ts";
import { clearCommand } from "./clear.ts";
import { editorCommand } from "./editor.ts";
import { helpCommand } from "./help.ts";
import { modelCommand } from "./model.ts";
import { quitCommand } from "./quit.ts";
import { themeCommand } from "./theme.ts";

/** Every command of the terminal, in the order of the menu. */
export const commands: readonly Command[] = [
  helpCommand,
  clearCommand,
  modelCommand,
  agentCommand,
  themeCommand,
  editorCommand,
  quitCommand,
];
