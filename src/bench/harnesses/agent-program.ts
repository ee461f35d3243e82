import { z } from "zod";

/** A field of a line of JSON, dots for depth: "message.usage.input_tokens". */
const field = z.string().min(1);
const when = z.record(z.string(), z.string());

const reply = z.strictObject({
  /** Lines whose fields have these values. */
  when,
  input: field.optional(),
  cached: field.optional(),
  output: field.optional(),
  /** The cached tokens are not part of `input`. Default: false. */
  cachedApart: z.boolean().optional(),
});

const call = z.strictObject({
  when,
  /** A list in the line; the other fields are those of its items. */
  each: field.optional(),
  name: field,
  /** The call failed where its fields have these values. */
  failed: when.optional(),
});

/** Another agent's command line as data: one of ours, or .localcode/harnesses/<name>.json. */
export const agentProgram = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  description: z.string().optional(),
  program: z.string().min(1),
  /** The command that installs it. */
  install: z.string().min(1),
  /**
   * What follows the program. {prompt}, {model}, {files}, {session} and {id} stand for what a try has;
   * a list within the list is left out where one of them is empty.
   */
  first: z.array(z.union([z.string(), z.array(z.string())])),
  /** For later tries: the same conversation goes on. Without it each try begins anew. */
  again: z.array(z.union([z.string(), z.array(z.string())])).optional(),
  env: z.record(z.string(), z.string()).optional(),
  /** Variables of ours that it gets; others that look like keys are kept from every command. */
  pass: z.array(z.string()).optional(),
  /** Where it keeps its own things: "~/.claude". */
  writable: z.array(z.string()).optional(),
  /** What follows the program where it is to name its models, one a line. */
  models: z.array(z.string()).optional(),
  /** Models that begin so are on this machine. */
  local: z.array(z.string()).optional(),
  /** What its lines of JSON tell. */
  lines: z
    .strictObject({
      session: field.optional(),
      replies: z.array(reply).optional(),
      calls: z.array(call).optional(),
    })
    .optional(),
  /** Tokens in plain text: a pattern with the groups `input` and `output`; "1.2k" is understood. */
  tokens: z.string().optional(),
});

export type AgentProgram = z.infer<typeof agentProgram>;
export type Words = AgentProgram["first"];

/** The words of a command with what a try has put in. */
export function commandWords(
  words: Words,
  values: Readonly<Record<string, string | readonly string[]>>,
): readonly string[] {
  return words.flatMap((word) => {
    if (typeof word !== "string") {
      const isEmpty = word.some((one) => namesIn(one).some((name) => (values[name] ?? "") === ""));
      return isEmpty ? [] : commandWords(word, values);
    }
    const whole = /^\{(\w+)\}$/.exec(word)?.[1];
    const value = whole === undefined ? undefined : values[whole];
    if (Array.isArray(value)) return [...value];
    return [word.replace(/\{(\w+)\}/g, (text, name: string) => String(values[name] ?? text))];
  });
}

function namesIn(word: string): readonly string[] {
  return [...word.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
}
