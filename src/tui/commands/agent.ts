import { listAgents, loadAgent } from "../../app/agents.ts";
import type { Command, Desk } from "../command.ts";

export const agentCommand: Command = {
  name: "agent",
  argument: "[name]",
  help: "Go on with another agent",
  complete: namesOf,
  run: async (argument, desk) => {
    const name = argument === "" ? await pickAgent(desk) : argument;
    if (name === undefined) return;
    const { folders } = desk.config();
    const { model_path: own } = (await loadAgent(name, folders)).fields;
    // An agent with a model of its own is for that one, whatever was chosen before.
    const fields =
      own === undefined ? {} : { model: undefined, url: undefined, model_path: undefined };
    await desk.reopen({ agent: name, fields });
    desk.notice(`The agent is ${desk.config().agent.key} now.`);
  },
};

function namesOf(desk: Desk): readonly string[] {
  return [...listAgents(desk.config().folders).keys()];
}

async function pickAgent(desk: Desk): Promise<string | undefined> {
  const names = namesOf(desk);
  return await desk.pick({
    title: "Agent",
    choices: names.map((name) => ({ value: name, label: name })),
    selected: Math.max(0, names.indexOf(desk.config().agent.key)),
    empty: "No agent has such a name.",
  });
}
