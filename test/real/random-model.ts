import type { ChatModel, ModelEvent, Reply } from "../../src/core/model.ts";
import type { Tool } from "../../src/core/tool.ts";
import { type OpenaiOptions, openaiModel } from "../../src/models/openai.ts";
import type { ToolPart } from "../../src/tools/kit.ts";
import { toolOf } from "../support/tools.ts";
import { type LlamaProcess, modelAlias, tokensOf } from "./llama-process.ts";

/** Our way to the server, as openModel makes it. */
export function modelAt(server: LlamaProcess, options: Partial<OpenaiOptions> = {}): ChatModel {
  return openaiModel({
    name: `llamacpp/${modelAlias}`,
    baseUrl: server.url,
    model: modelAlias,
    runtime: "llamacpp",
    contextTokens: 8_192,
    sampling: {},
    ...options,
  });
}

const sure = 1_000;
const rather = 993;
const likely = 900;
const alsoLikely = 500;

/**
 * Makes a random model begin each reply with a call, end it where the grammar lets it, and mostly make
 * one call; which tool and which of its allowed values is chance.
 */
export async function callingOptions(server: LlamaProcess): Promise<Partial<OpenaiOptions>> {
  const bias = [
    ...(await biased(server, "<|im_end|>", sure)),
    ...(await biased(server, "<tool_call>", rather)),
    ...(await biased(server, "</tool_call>", likely)),
    ...(await biased(server, "}", alsoLikely)),
    ...(await biased(server, " \n\t", -sure)),
  ];
  return {
    toolChoice: "required",
    sampling: { temperature: 5, top_k: 0, top_p: 1, min_p: 0, max_tokens: 500 },
    requestOverrides: { logit_bias: bias },
  };
}

/** Makes a random model write letters and nothing else. */
export async function spellingOptions(server: LlamaProcess): Promise<Partial<OpenaiOptions>> {
  const bias = await biased(server, "abcdefghijklmnopqrstuvwxyz", sure);
  return { requestOverrides: { logit_bias: bias } };
}

type Bias = readonly (readonly [token: number, bias: number])[];

async function biased(server: LlamaProcess, text: string, bias: number): Promise<Bias> {
  const tokens = await tokensOf(server, text);
  return tokens.map((token) => [token, bias]);
}

/** The tool with only these arguments, each one of a few values: the grammar then spells every call right. */
export function narrowed(
  part: ToolPart,
  values: Readonly<Record<string, readonly string[]>>,
): Tool {
  const tool = toolOf(part);
  const properties = Object.fromEntries(
    Object.entries(values).map(([name, allowed]) => [name, { type: "string", enum: allowed }]),
  );
  const parameters = { type: "object", properties, required: Object.keys(values) };
  return { ...tool, schema: { ...tool.schema, parameters } };
}

export type Heard = { readonly events: readonly ModelEvent[]; readonly reply: Reply };

/** One question without tools, and all that is said to it. */
export async function hear(
  model: ChatModel,
  text: string,
  signal = new AbortController().signal,
): Promise<Heard> {
  const messages = [{ role: "user" as const, text }];
  const events: ModelEvent[] = [];
  for await (const event of model.stream({ system: "", messages, tools: [] }, signal)) {
    events.push(event);
  }
  const reply = events.at(-1);
  if (reply?.type !== "reply") throw new Error("The stream ended without a reply.");
  return { events, reply };
}
