import { flowNames } from "../../app/flow-settings.ts";
import type { Command, Desk } from "../command.ts";

export const flowCommand: Command = {
  name: "flow",
  argument: "[name]",
  help: "Go on with another flow of stages; flat is none",
  complete: namesOf,
  run: async (argument, desk) => {
    const name = argument === "" ? await pickFlow(desk) : argument;
    if (name === undefined) return;
    await desk.reopen({ fields: { flow: name } });
    desk.notice(name === "flat" ? "A prompt is one run now." : `The flow is ${name} now.`);
  },
};

function namesOf(desk: Desk): readonly string[] {
  return flowNames(desk.config().folders);
}

async function pickFlow(desk: Desk): Promise<string | undefined> {
  const names = namesOf(desk);
  const { flow, task_flow_mode } = desk.config().fields;
  const present = typeof flow === "string" ? flow : (task_flow_mode ?? "flat");
  return await desk.pick({
    title: "Flow",
    choices: names.map((name) => ({ value: name, label: name, detail: about[name] ?? "a file" })),
    selected: Math.max(0, names.indexOf(present)),
    empty: "No flow has such a name.",
  });
}

const about: Readonly<Record<string, string>> = {
  flat: "one run",
  branched: "a plan of tasks, then each by itself",
  staged: "plan, implement",
  staged3: "context, plan, implement",
};
