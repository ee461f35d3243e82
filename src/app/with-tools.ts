import type { ChatModel, ModelEvent } from "../core/model.ts";
import type { Tool } from "../core/tool.ts";
import { babble } from "../models/babble.ts";
import { begun } from "../models/begun.ts";
import { wrapped } from "../models/wrapped.ts";
import type { AgentFile } from "./agent-file.ts";
import { isOn } from "./mechanisms.ts";

/** What every model gets on top, whatever way it is reached. */
export function withTools(
  model: ChatModel,
  tools: readonly Tool[],
  fields: Pick<AgentFile, "think_opened" | "without">,
): ChatModel {
  const watched = isOn(fields, "repetition_stop") ? babble(model) : model;
  const readsText = isOn(fields, "text_calls");
  const opened = fields.think_opened ?? false;
  return wrapped(model, async function* (request, signal): AsyncGenerator<ModelEvent> {
    // The request goes out first; what reads the answer is loaded while the model reads.
    const events = begun(watched.stream(request, signal));
    const { textCalls } = await import("../models/text-calls.ts");
    const { thinkTags } = await import("../models/think-tags.ts");
    const sent = wrapped(watched, () => events);
    const read = thinkTags(sent, { opened });
    yield* (readsText ? textCalls(read, tools) : read).stream(request, signal);
  });
}
