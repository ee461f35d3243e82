import type { Interface } from "node:readline/promises";
import type { PersonAnswer, PersonQuestion } from "../tools/kit.ts";

/** A question of the model in plain lines: a number takes an option, other words are the answer. */
export async function askInLines(
  lines: Interface,
  { question, options }: PersonQuestion,
  signal: AbortSignal,
): Promise<PersonAnswer> {
  const listed = options.map((option, index) => `  ${index + 1}  ${option}`);
  const said = await lines.question(`\n${question}\n${listed.join("\n")}\nNumber or words: `, {
    signal,
  });
  return answerFrom(said, options);
}

export function answerFrom(said: string, options: readonly string[]): PersonAnswer {
  const text = said.trim();
  if (text === "") return { type: "none" };
  const option = /^\d+$/.test(text) ? options[Number(text) - 1] : undefined;
  return option === undefined ? { type: "text", text } : { type: "option", option };
}
