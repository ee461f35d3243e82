import type { Agent } from "../core/agent.ts";
import type { AgentEvent, Entry } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import { foldAll } from "../core/fold.ts";
import type { Outcome } from "../core/run.ts";
import { run } from "../core/run.ts";
import type { SessionLog } from "../session/log.ts";
import { recorded } from "../session/recorded.ts";

/** Who speaks with whom, as results and logs name it. */
export type Identity = {
  readonly session: string;
  readonly agent: string;
  readonly model: string;
  readonly runtime: string;
  readonly log: string;
};

/** One conversation: prompts go in, events come out, every entry is on disk before it is seen. */
export type Conversation = {
  readonly identity: Identity;
  readonly window: number;
  readonly entries: () => readonly Entry[];
  /** Without a prompt it goes on with the run that a kill broke off. */
  send(prompt: string | undefined, signal: AbortSignal): AsyncGenerator<AgentEvent, Outcome>;
};

export type ConversationParts = {
  readonly identity: Identity;
  readonly log: SessionLog;
  readonly window: number;
  /** Made anew for each prompt: gates that count begin again. */
  readonly agentForRun: () => Agent;
  /** The newest request exactly as it was sent. */
  readonly lastRequest: () => unknown;
};

export function openConversation(parts: ConversationParts): Conversation {
  const { log } = parts;
  const entries: Entry[] = [...log.history];
  return {
    identity: parts.identity,
    window: parts.window,
    entries: () => entries,
    async *send(prompt, signal) {
      const agent = parts.agentForRun();
      try {
        const events = recorded(run(agent, [...entries], prompt, signal), log);
        let step = await events.next();
        while (!step.done) {
          if (isEntry(step.value)) entries.push(step.value);
          yield step.value;
          step = await events.next();
        }
        return step.value;
      } finally {
        const last = parts.lastRequest();
        if (last !== undefined)
          log.writeRaw(last, { system: agent.system, messages: foldAll(entries) });
      }
    },
  };
}
