import { z } from "zod";
import type { ToolWords } from "../core/tool.ts";
import { checkFields } from "./check-fields.ts";
import { ConfigError } from "./config-error.ts";

const toolWords = z.strictObject({
  name: z.string(),
  aliases: z.array(z.string()),
  description: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  argument_aliases: z.record(z.string(), z.string()).default({}),
  feedback: z.record(z.string(), z.string()).default({}),
});

const sentences = z.record(z.string(), z.string());

type Values = Readonly<Record<string, unknown>>;

export function checkToolWords(values: Values, source: string): ToolWords {
  return checkFields(toolWords, values, source, Object.keys(toolWords.shape));
}

/** Sentences by key; one with an unknown key would never be said. */
export function checkSentences(
  values: Values,
  source: string,
  keys: readonly string[],
): Readonly<Record<string, string>> {
  const checked = checkFields(sentences, values, source, keys);
  const unknown = Object.keys(checked).find((key) => !keys.includes(key));
  if (unknown === undefined) return checked;
  throw new ConfigError(
    `${source}: there is no sentence "${unknown}". Sentences: ${keys.join(", ")}.`,
  );
}
