import type { Command } from "../command.ts";
import { agentCommand } from "./agent.ts";
import { clearCommand } from "./clear.ts";
import { compactCommand } from "./compact.ts";
import { contextCommand } from "./context.ts";
import { continueCommand } from "./continue.ts";
import { costCommand } from "./cost.ts";
import { doctorCommand } from "./doctor.ts";
import { editorCommand } from "./editor.ts";
import { helpCommand } from "./help.ts";
import { initCommand } from "./init.ts";
import { logsCommand } from "./logs.ts";
import { modelCommand } from "./model.ts";
import { permissionsCommand } from "./permissions.ts";
import { quitCommand } from "./quit.ts";
import { statusCommand } from "./status.ts";
import { themeCommand } from "./theme.ts";
import { toolsCommand } from "./tools.ts";

/** Every command of the terminal, in the order of the menu. */
export const commands: readonly Command[] = [
  helpCommand,
  clearCommand,
  compactCommand,
  contextCommand,
  modelCommand,
  agentCommand,
  continueCommand,
  statusCommand,
  costCommand,
  permissionsCommand,
  toolsCommand,
  themeCommand,
  editorCommand,
  initCommand,
  doctorCommand,
  logsCommand,
  quitCommand,
];
