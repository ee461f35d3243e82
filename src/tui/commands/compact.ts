import type { Compacted } from "../../core/compact-now.ts";
import type { AgentEvent } from "../../core/event.ts";
import type { Command } from "../command.ts";
import { notOpen } from "./not-open.ts";

export const compactCommand: Command = {
  name: "compact",
  argument: "[focus | fast]",
  help: "Shorten the conversation to notes: with a focus, or fast without the model",
  complete: () => ["fast"],
  run: async (argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const wish = argument === "fast" ? { fast: true } : { focus: argument };
    await desk.follow((signal) => {
      const events = started.conversation.compact(wish, signal);
      return ending(events, (came) => {
        if (came.type !== "compacted") desk.notice(came.text);
      });
    });
  },
};

/** The same events; what they came to is told at their end. */
async function* ending(
  events: AsyncGenerator<AgentEvent, Compacted>,
  tell: (came: Compacted) => void,
): AsyncGenerator<AgentEvent> {
  tell(yield* events);
}
