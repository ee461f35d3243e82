import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ChatModelFunctions, type ChatWrapper, LlamaText } from "node-llama-cpp";
import type { Steer, Turn } from "../../src/models/llama/turn.ts";

/** What a random-weight model is made to write, through its real tokenizer, template and grammar. */
export type ScriptedReply =
  | { readonly text: string }
  | { readonly call: { readonly name: string; readonly input: object } };

/**
 * Writes the script of a child process whose n-th reply of a conversation is the n-th of these, for
 * the option `entry` of llamaModel.
 */
export async function scriptedEntry(
  folder: string,
  replies: readonly ScriptedReply[],
): Promise<string> {
  const path = join(folder, "scripted-llama.ts");
  const serve = JSON.stringify(join(import.meta.dir, "../../src/models/llama/serve.ts"));
  const steer = JSON.stringify(join(import.meta.dir, "llama-script.ts"));
  const source = `import { serve } from ${serve};
import { steerBy } from ${steer};
serve(steerBy(${JSON.stringify(replies)}));
`;
  await writeFile(path, source);
  return path;
}

export function steerBy(replies: readonly ScriptedReply[]): Steer {
  return (turn) => {
    const index = turn.request.messages.filter(({ role }) => role === "assistant").length;
    const reply = replies[index];
    if (reply === undefined) throw new Error(`The script has no reply ${index + 1}`);
    return "text" in reply ? sayText(turn, reply.text) : makeCall(turn, reply.call);
  };
}

function sayText({ functions, ...turn }: Turn, text: string): Turn {
  return { ...turn, wrapper: showing(turn.wrapper, functions), grammar: `root ::= ${gbnf(text)}` };
}

function makeCall(turn: Turn, call: { readonly name: string; readonly input: object }): Turn {
  const wrapper = showing(turn.wrapper, turn.functions);
  const shown = wrapper.generateContextState;
  wrapper.generateContextState = (options) => {
    const { contextText, stopGenerationTriggers } = shown(options);
    const noPrefixTrigger = { type: "functionCall" as const, inject: LlamaText([]) };
    return { contextText, stopGenerationTriggers, noPrefixTrigger };
  };
  const { parallelism: _, ...single } = wrapper.settings.functions;
  Object.assign(wrapper, { settings: { ...wrapper.settings, functions: single } });
  const functions = { [call.name]: { params: exactly(call.input) } } as ChatModelFunctions;
  return { ...turn, wrapper, functions };
}

/** Renders the prompt with these tools, whatever the reply may call. */
function showing(wrapper: ChatWrapper, functions: ChatModelFunctions | undefined): ChatWrapper {
  const shown: ChatWrapper = Object.create(wrapper);
  shown.generateContextState = (options) =>
    wrapper.generateContextState({
      ...options,
      ...(functions && { availableFunctions: functions }),
    });
  return shown;
}

/** A schema that only this value fits. */
function exactly(value: unknown): object {
  if (Array.isArray(value)) {
    const [prefixItems, minItems] = [value.map(exactly), value.length];
    return { type: "array", prefixItems, minItems, maxItems: minItems };
  }
  if (typeof value !== "object" || value === null) return { const: value };
  const entries = Object.entries(value).map(([key, inner]) => [key, exactly(inner)]);
  return { type: "object", properties: Object.fromEntries(entries) };
}

function gbnf(text: string): string {
  const letters = [...text].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (letter === '"' || letter === "\\") return `\\${letter}`;
    return code < 32 ? `\\x${code.toString(16).padStart(2, "0")}` : letter;
  });
  return `"${letters.join("")}"`;
}
