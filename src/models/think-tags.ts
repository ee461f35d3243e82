import type { ChatModel, ModelEvent, Reply } from "../core/model.ts";
import { type Split, thinkSplit } from "./think-split.ts";
import { wrapped } from "./wrapped.ts";

export type ThinkTagOptions = {
  /** The prompt's template opens the thinking, so that a reply begins inside it. Default: false. */
  readonly opened?: boolean;
};

/** Takes thinking that stands inside the text out of it: tags, channels, and what is left of them. */
export function thinkTags(model: ChatModel, { opened = false }: ThinkTagOptions = {}): ChatModel {
  return wrapped(model, async function* (request, signal): AsyncGenerator<ModelEvent> {
    const sort = sorter(opened);
    for await (const event of model.stream(request, signal)) yield* sort(event);
  });
}

/** One reply's events, with thinking and text told apart. */
function sorter(opened: boolean): (event: ModelEvent) => readonly ModelEvent[] {
  let split = thinkSplit(opened);
  let heard = "";
  return (event) => {
    if (event.type === "text") {
      heard += event.delta;
      return split.add(event.delta);
    }
    if (event.type === "reply") {
      const isSame = heard === event.message.text;
      const parts = split.add("", true);
      return [...parts, withSplit(event, isSame ? split.result() : splitWhole(event, opened))];
    }
    // A server that takes the thinking out leaves nothing open in the text.
    if (event.type === "thinking" && heard === "") split = thinkSplit(false);
    return [event];
  };
}

/** A reply whose text is not what was streamed is read anew. */
function splitWhole({ message }: Reply, opened: boolean): Split {
  const split = thinkSplit(opened && message.thinking === "");
  split.add(message.text, true);
  return split.result();
}

function withSplit(reply: Reply, { text, thinking, field }: Split): Reply {
  const { message } = reply;
  if (text === message.text) return reply;
  const both = [message.thinking, thinking].filter((part) => part !== "").join("\n\n");
  const thinkingField = message.thinkingField ?? field;
  const fields = both === "" || thinkingField === undefined ? {} : { thinkingField };
  return { ...reply, message: { ...message, text, thinking: both, ...fields } };
}
