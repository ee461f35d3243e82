import type { PersonAnswer, PersonQuestion } from "../tools/kit.ts";
import type { Asking } from "./asking.ts";

/** The model's question: its options, and a line for an answer of one's own. */
export async function askPerson(
  asking: Asking,
  { question, options }: PersonQuestion,
  signal: AbortSignal,
): Promise<PersonAnswer> {
  const own = { label: "Something else", wants: "Your answer:" };
  const choices = [...options.map((label) => ({ label })), own];
  const body = [{ role: "text", text: question }] as const;
  const asked = { title: "The model asks", body, choices, isSudden: true };
  const answered = await asking.ask(asked, signal);
  if (answered === undefined) return { type: "none" };
  const option = options[answered.index];
  if (option !== undefined) return { type: "option", option };
  const text = answered.text?.trim() ?? "";
  return text === "" ? { type: "none" } : { type: "text", text };
}
