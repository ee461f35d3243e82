import type { Finding } from "../../app/doctor.ts";
import type { Command } from "../command.ts";

export const doctorCommand: Command = {
  name: "doctor",
  help: "Check this machine and say what is missing",
  whileBusy: true,
  run: async (_argument, desk) => {
    desk.hint("Looking at this machine…");
    const { examine } = await import("../../app/doctor.ts");
    const findings = await examine(desk.config(), new AbortController().signal);
    desk.print("Doctor", findings.map(line).join("\n"));
  },
};

function line({ check, state, found }: Finding): string {
  const mark = state === "ok" ? "" : ` (${state})`;
  return `- **${check}**${mark}: ${found.replaceAll("\n", " ")}`;
}
