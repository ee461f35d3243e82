import type { ChatHistoryItem, ChatWrapper, LlamaModel, LlamaText } from "node-llama-cpp";
import { ModelError } from "../../core/model.ts";
import type { LlamaSettings } from "./protocol.ts";

/** Refuses an unknown chat format before gigabytes are loaded for it. */
export async function checkChatWrapper({ chatWrapper }: LlamaSettings): Promise<void> {
  const { resolvableChatWrapperTypeNames: names } = await import("node-llama-cpp");
  if (chatWrapper === undefined || names.some((name) => name === chatWrapper)) return;
  const text = `There is no chat format "${chatWrapper}". Formats: ${names.join(", ")}.`;
  throw new ModelError("rejected", text);
}

/** The chat format of a model: the one its file asks for, or the one that is set. */
export async function chatWrapperOf(
  model: LlamaModel,
  settings: LlamaSettings,
): Promise<ChatWrapper> {
  const { resolvableChatWrapperTypeNames, resolveChatWrapper } = await import("node-llama-cpp");
  const type = resolvableChatWrapperTypeNames.find((name) => name === settings.chatWrapper);
  const quiet = settings.think === false;
  const wrapper = resolveChatWrapper(model, {
    ...(type !== undefined && { type }),
    warningLogs: false,
    customWrapperSettings: {
      qwen: quiet ? { thoughts: "discourage" } : {},
      gemma4: { reasoning: !quiet },
      jinjaTemplate: quiet ? { reasoning: false } : {},
      // Today's date in the prompt would empty the cache at midnight.
      harmony: { todayDate: null, reasoningEffort: settings.thinkLevel ?? "medium" },
    },
  });
  // Thinking dropped from earlier replies would change the past, and the cache starts there.
  if ("keepOnlyLastThought" in wrapper) Reflect.set(wrapper, "keepOnlyLastThought", false);
  return withPlainResults(wrapper);
}

/**
 * The library writes each result as a JSON string; models of these formats were trained on plain
 * text, and code full of escapes is hard to edit. So a result travels through the template as a mark
 * and is put in afterwards, plainly where it stands alone on its line, escaped inside other JSON.
 */
export function withPlainResults(wrapper: ChatWrapper): ChatWrapper {
  const plain: ChatWrapper = Object.create(wrapper);
  const nonce = crypto.randomUUID();
  plain.generateContextState = (options) => {
    const results: string[] = [];
    const mark = (text: string): string => `${nonce}:${results.push(text) - 1};`;
    const chatHistory = options.chatHistory.map((item) => withMarks(item, mark));
    const state = wrapper.generateContextState({ ...options, chatHistory });
    return { ...state, contextText: withResults(state.contextText, nonce, results) };
  };
  return plain;
}

function withMarks(item: ChatHistoryItem, mark: (text: string) => string): ChatHistoryItem {
  if (item.type !== "model") return item;
  const response = item.response.map((part) =>
    typeof part === "object" && part.type === "functionCall" && typeof part.result === "string"
      ? { ...part, result: mark(part.result) }
      : part,
  );
  return { ...item, response };
}

function withResults(context: LlamaText, nonce: string, results: readonly string[]): LlamaText {
  const alone = new RegExp(`(?<=^|\\n)"${nonce}:(\\d+);"(?=\\n|$)`, "g");
  const nested = new RegExp(`(?<=\\\\")${nonce}:(\\d+);`, "g");
  const inside = new RegExp(`${nonce}:(\\d+);`, "g");
  const result = (index: string): string => results[Number(index)] ?? "";
  return context.mapValues((value) =>
    typeof value !== "string" || !value.includes(nonce)
      ? value
      : value
          .replace(alone, (_, index: string) => result(index))
          .replace(nested, (_, index: string) => escaped(escaped(result(index))))
          .replace(inside, (_, index: string) => escaped(result(index))),
  );
}

/** The text as it stands between the quotes of a JSON string. */
function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
