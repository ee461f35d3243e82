import type { Command } from "../command.ts";
import { agentCommand } from "./agent.ts";
import { clearCommand } from "./clear.ts";
import { compactCommand } from "./compact.ts";
import { contextCommand } from "./context.ts";
import { continueCommand } from "./continue.ts";
import { costCommand } from "./cost.ts";
import { diffCommand } from "./diff.ts";
import { doctorCommand } from "./doctor.ts";
import { editorCommand } from "./editor.ts";
import { exampleCommand } from "./example.ts";
import { exportCommand } from "./export.ts";
import { flowCommand } from "./flow.ts";
import { forkCommand } from "./fork.ts";
import { helpCommand } from "./help.ts";
import { initCommand } from "./init.ts";
import { logsCommand } from "./logs.ts";
import { modelCommand } from "./model.ts";
import { permissionsCommand } from "./permissions.ts";
import { phaseCommand } from "./phase.ts";
import { quitCommand } from "./quit.ts";
import { redoCommand } from "./redo.ts";
import { resumeCommand } from "./resume.ts";
import { rewindCommand } from "./rewind.ts";
import { statusCommand } from "./status.ts";
import { themeCommand } from "./theme.ts";
import { toolsCommand } from "./tools.ts";
import { undoCommand } from "./undo.ts";

/** Every command of the terminal, in the order of the menu. */
export const commands: readonly Command[] = [
  helpCommand,
  clearCommand,
  compactCommand,
  contextCommand,
  modelCommand,
  agentCommand,
  phaseCommand,
  flowCommand,
  resumeCommand,
  continueCommand,
  rewindCommand,
  undoCommand,
  redoCommand,
  forkCommand,
  diffCommand,
  exportCommand,
  statusCommand,
  costCommand,
  permissionsCommand,
  toolsCommand,
  themeCommand,
  editorCommand,
  initCommand,
  exampleCommand,
  doctorCommand,
  logsCommand,
  quitCommand,
];
