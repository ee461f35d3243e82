import type { ChatModel, ModelEvent, Reply } from "../core/model.ts";
import { type Repetition, repetitionAtEnd, tailChars } from "./repetition.ts";
import { wrapped } from "./wrapped.ts";

/** The end of a stream is looked at each time so many characters have come. */
const checkEveryChars = 500;
/** Blocks of a repetition that stay in the reply. */
const blocksKept = 2;

type Kind = "text" | "thinking" | "calling";

/** Ends a reply that says the same thing again and again: the stream is cancelled, the reply is cut. */
export function babble(model: ChatModel): ChatModel {
  return wrapped(model, async function* (request, signal): AsyncGenerator<ModelEvent> {
    const stop = new AbortController();
    const heard = { text: "", thinking: "" };
    const watch = babbleWatch();
    for await (const event of model.stream(request, AbortSignal.any([signal, stop.signal]))) {
      yield event;
      if (event.type !== "text" && event.type !== "thinking" && event.type !== "calling") continue;
      if (event.type !== "calling") heard[event.type] += event.delta;
      const found = watch(event.type, event.delta);
      if (found === undefined) continue;
      stop.abort();
      yield { type: "notice", text: "Stopped the model: it said the same thing again and again." };
      yield cutReply(heard, event.type, found);
      return;
    }
  });
}

/** Watches the newest end of what is said in one way. */
function babbleWatch(): (kind: Kind, delta: string) => Repetition | undefined {
  let kind: Kind = "text";
  let tail = "";
  let unchecked = 0;
  return (next, delta) => {
    if (next !== kind) tail = "";
    kind = next;
    tail = (tail + delta).slice(-tailChars);
    unchecked += delta.length;
    if (unchecked < checkEveryChars) return undefined;
    unchecked = 0;
    const found = repetitionAtEnd(tail);
    return found && { start: found.start - tail.length, period: found.period };
  };
}

/** The start of the repetition counts from the end of what was said. */
function cutReply(
  heard: { readonly text: string; readonly thinking: string },
  kind: Kind,
  { start, period }: Repetition,
): Reply {
  const cut = (said: string) => said.slice(0, said.length + start + blocksKept * period);
  const said = kind === "calling" ? heard : { ...heard, [kind]: cut(heard[kind]) };
  const message = { role: "assistant" as const, ...said, calls: [] };
  return { type: "reply", message, truncated: true, brokenOff: "repetition", usage: {} };
}
