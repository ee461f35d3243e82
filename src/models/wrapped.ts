import type { ChatModel } from "../core/model.ts";

/** A model that answers through `stream` and is otherwise the model inside. */
export function wrapped(model: ChatModel, stream: ChatModel["stream"]): ChatModel {
  return {
    name: model.name,
    get contextTokens() {
      return model.contextTokens;
    },
    images: model.images,
    stream,
  };
}
