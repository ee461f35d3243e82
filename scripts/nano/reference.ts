import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import { systemPrompt } from "../../src/app/system-prompt.ts";
import { toolsFor } from "../../src/app/toolbox.ts";
import type { Message } from "../../src/core/message.ts";
import type { ToolSchema } from "../../src/core/model.ts";
import { functionsOf } from "../../src/models/llama/functions.ts";
import { historyOf } from "../../src/models/llama/history.ts";
import { withPlainResults } from "../../src/models/llama/wrapper.ts";
import type { Episode, Turn } from "./episode.ts";
import { kit } from "./workshop.ts";

export const template = readFileSync(join(import.meta.dir, "template.jinja"), "utf8").trimEnd();

/** What the product says to nano before any message. */
export async function systemOfNano(): Promise<{ prompt: string; tools: readonly ToolSchema[] }> {
  const config = await loadConfig(import.meta.dir, { HOME: import.meta.dir }, { agent: "nano" });
  const tools = await toolsFor(config.fields, config.folders, kit);
  return { prompt: systemPrompt(config, tools), tools: tools.map(({ schema }) => schema) };
}

/** A conversation as node-llama-cpp renders it for this template: what `rendered` must equal. */
export async function renderedByLibrary(episode: Episode): Promise<string> {
  const { JinjaTemplateChatWrapper } = await import("node-llama-cpp");
  const { prompt, tools } = await systemOfNano();
  const wrapper = withPlainResults(new JinjaTemplateChatWrapper({ template }));
  const history = historyOf({ system: prompt, tools, messages: messagesOf(episode) }, false);
  const functions = functionsOf(tools);
  const state = wrapper.generateContextState({
    chatHistory: history,
    ...(functions && { availableFunctions: functions }),
  });
  return state.contextText.values
    .map((value) => (typeof value === "string" ? value : String(Reflect.get(value, "value"))))
    .join("");
}

function messagesOf(episode: Episode): Message[] {
  let last = 0;
  return episode.map((turn, at): Message => {
    if (turn.role === "call") last = at;
    return messageOf(turn, String(turn.role === "result" ? last : at));
  });
}

function messageOf(turn: Turn, id: string): Message {
  switch (turn.role) {
    case "user":
      return { role: "user", text: turn.text };
    case "assistant":
      return { role: "assistant", text: turn.text, thinking: "", calls: [] };
    case "call":
      return {
        role: "assistant",
        text: "",
        thinking: "",
        calls: [{ id, name: turn.name, input: turn.input }],
      };
    case "result":
      return { role: "tool", callId: id, name: "", text: turn.text };
  }
}
