import type { Agent } from "../core/agent.ts";
import type { AgentEvent, Entry } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import type { Outcome } from "../core/run.ts";
import { run } from "../core/run.ts";

/** Who speaks with whom, as results and logs name it. */
export type Identity = {
  readonly session: string;
  readonly agent: string;
  readonly model: string;
  readonly runtime: string;
  readonly log: string;
};

/** One conversation: prompts go in, events come out, every entry is on disk before it is seen. */
export interface Conversation extends AsyncDisposable {
  readonly identity: Identity;
  readonly window: number;
  readonly entries: () => readonly Entry[];
  send(prompt: string, signal: AbortSignal): AsyncGenerator<AgentEvent, Outcome>;
}

export type ConversationParts = {
  readonly identity: Identity;
  /** Made anew for each prompt: gates that count begin again. */
  readonly agentFor: (history: readonly Entry[]) => Agent;
  readonly history: readonly Entry[];
  /** Puts an entry on disk; called before anybody sees it. */
  readonly append: (entry: Entry) => void;
  /** Called when a run has ended, with the whole conversation. */
  readonly ended: (entries: readonly Entry[]) => void;
  readonly close: () => Promise<void>;
  readonly window: number;
};

export function openConversation(parts: ConversationParts): Conversation {
  const entries: Entry[] = [...parts.history];
  return {
    identity: parts.identity,
    window: parts.window,
    entries: () => entries,
    async *send(prompt, signal) {
      const events = run(parts.agentFor(entries), [...entries], prompt, signal);
      let step = await events.next();
      while (!step.done) {
        if (isEntry(step.value)) {
          parts.append(step.value);
          entries.push(step.value);
        }
        yield step.value;
        step = await events.next();
      }
      parts.ended(entries);
      return step.value;
    },
    [Symbol.asyncDispose]: parts.close,
  };
}
