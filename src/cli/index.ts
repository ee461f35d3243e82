import { Command, CommanderError } from "commander";
import { wrongUse } from "../app/exit-code.ts";
import { failureOf } from "../app/failure.ts";
import { writeOut } from "../lib/write-out.ts";
import { agentsCommand } from "./agents.ts";
import { cleanCommand } from "./clean.ts";
import type { CliCommand, CliContext } from "./command.ts";
import { configCommand } from "./config.ts";
import { doctorCommand } from "./doctor.ts";
import { exportCommand } from "./export.ts";
import { hardwareCommand } from "./hardware.ts";
import { logsCommand } from "./logs.ts";
import { modelsCommand } from "./models.ts";
import { runtimesCommand } from "./runtimes.ts";
import { sessionsCommand } from "./sessions.ts";
import { toolsCommand } from "./tools.ts";

/** The commands that manage what lies on this machine; their names stand in command-line/command-names.ts too. */
export const commands: readonly CliCommand[] = [
  agentsCommand,
  cleanCommand,
  configCommand,
  doctorCommand,
  exportCommand,
  hardwareCommand,
  logsCommand,
  modelsCommand,
  runtimesCommand,
  sessionsCommand,
  toolsCommand,
];

/** Runs one command; returns its exit code. */
export async function runCommand(found: CliCommand, words: readonly string[]): Promise<number> {
  let code = 0;
  const context: CliContext = {
    env: process.env,
    cwd: process.cwd(),
    out: (text) => void writeOut(1, text),
    err: (text) => void writeOut(2, text),
  };
  const command = new Command(`localcode ${found.name}`)
    .description(found.summary)
    .addHelpText("after", `\nExample: ${found.example}`)
    .exitOverride()
    .configureOutput({ writeErr: context.err, writeOut: context.out });
  found.build(command, context, (wanted) => {
    code = wanted;
  });
  for (const sub of command.commands) sub.exitOverride().copyInheritedSettings(command);
  try {
    await command.parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
    const failure = failureOf(error);
    context.err(`${failure.message}\n`);
    return failure.code;
  }
}
