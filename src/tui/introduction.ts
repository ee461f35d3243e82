import { betterModel, type Machine } from "../app/better-model.ts";
import { exampleTitle } from "../app/example.ts";
import type { Item } from "./item.ts";
import type { Offer } from "./state.ts";

export type Introduced = {
  /** Of the agent whose model it is. */
  readonly description: string;
  /** It was asked for. */
  readonly isNamed: boolean;
};

/** What the model that ships is, and the one command that brings a better one to this machine. */
export function introduction({ description, isNamed }: Introduced, machine: Machine): Item {
  const { command, needs } = betterModel(machine);
  const why = isNamed
    ? "**nano** answers"
    : "No model was named and no server here has one, so **nano** answers";
  const where = command.startsWith("ollama") ? "" : " in another terminal";
  const note = needs === "" ? "" : ` (${needs})`;
  const lines = [
    `${why}: ${description.slice(0, 1).toLowerCase()}${description.slice(1)}`,
    `A better one for this machine comes with this command${where}${note}, then /model takes it:`,
    `\`\`\`sh\n${command}\n\`\`\``,
  ];
  return { type: "panel", title: "", text: lines.join("\n\n") };
}

/** Instead of the invitation to type. */
export const exampleOffer: Offer = {
  text: `Enter runs an example (${exampleTitle}) · or type a task`,
  command: "/example",
};
