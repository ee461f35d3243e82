import type { Conversation } from "../../app/conversation.ts";
import type { Choice, Command, Desk } from "../command.ts";
import { notOpen } from "./not-open.ts";

const modes = ["off", "rules", "llm", "hybrid"] as const;
const leave = "none";

/** A phase by its name, or what leads through them; "none" leaves the one that was set. */
export const phaseCommand: Command = {
  name: "phase",
  argument: "[phase | none | off | rules | llm | hybrid]",
  help: "Set the phase by hand, leave it, or choose what leads through phases",
  whileBusy: true,
  complete: (desk) => [...namesIn(desk.started()?.conversation), leave, ...modes],
  run: async (argument, desk) => {
    const conversation = (await desk.opened())?.conversation;
    if (conversation === undefined) return notOpen(desk);
    const wanted = argument === "" ? await pickPhase(conversation, desk) : argument;
    if (wanted === undefined) return;
    const mode = modes.find((one) => one === wanted);
    const isPhase = namesIn(conversation).includes(wanted);
    if (mode !== undefined && !isPhase) await lead(mode, desk);
    else set(wanted === leave && !isPhase ? "" : wanted, conversation, desk);
  },
};

function namesIn(conversation: Conversation | undefined): readonly string[] {
  return conversation?.phase().names ?? [];
}

function set(name: string, conversation: Conversation, desk: Desk): void {
  const { current } = conversation.phase();
  const entry = conversation.setPhase(name);
  if (entry !== undefined) {
    desk.show(entry);
    return;
  }
  const when = name === current ? "already" : "from the next turn on";
  desk.notice(`The phase is ${name || leave} ${when}.`);
}

async function lead(mode: (typeof modes)[number], desk: Desk): Promise<void> {
  if (desk.isBusy()) {
    desk.notice(
      "The model is at work; choose what leads through phases when it has ended.",
      "warning",
    );
    return;
  }
  await desk.reopen({ fields: { phase_control: { mode } } });
  desk.notice(mode === "off" ? "Nothing leads through phases now." : `Phases go by ${mode} now.`);
}

async function pickPhase(conversation: Conversation, desk: Desk): Promise<string | undefined> {
  const { names, current, mode } = conversation.phase();
  const phases = names.map((name): Choice<string> => {
    return { value: name, label: name, detail: name === current ? "now" : "set by hand" };
  });
  const led = modes.map((one): Choice<string> => {
    return { value: one, label: one, detail: one === mode ? "leads now" : "leads through phases" };
  });
  const choices = [...phases, { value: leave, label: leave, detail: "leave the phase" }, ...led];
  const selected = Math.max(0, names.indexOf(current));
  return await desk.pick({ title: "Phase", choices, selected, empty: "No phase has such a name." });
}
