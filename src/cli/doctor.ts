import { examine } from "../app/doctor.ts";
import { type CliCommand, printTable } from "./command.ts";

/** `localcode doctor`: what this machine has and what is missing; only a broken configuration fails. */
export const doctorCommand: CliCommand = {
  name: "doctor",
  summary: "Checks this machine and says what is missing.",
  example: "localcode doctor",
  build(command, context, exit) {
    command.option("--json", "as JSON").action(async ({ json }: { json?: boolean }) => {
      const findings = await examine(context, new AbortController().signal);
      printTable(context, findings, json);
      if (findings.some(({ state }) => state === "fail")) exit(1);
    });
  },
};
