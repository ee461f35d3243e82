import type { ChatModel } from "../core/model.ts";
import type { Tool } from "../core/tool.ts";
import { babble } from "../models/babble.ts";
import { textCalls } from "../models/text-calls.ts";
import { thinkTags } from "../models/think-tags.ts";

/** What every model gets on top, whatever way it is reached. */
export function withTools(model: ChatModel, tools: readonly Tool[], opened: boolean): ChatModel {
  return textCalls(thinkTags(babble(model), { opened }), tools);
}
