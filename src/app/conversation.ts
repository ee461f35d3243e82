import type { Agent } from "../core/agent.ts";
import type { PromptInput } from "../core/attachment.ts";
import { type Compacted, type CompactWish, compactNow } from "../core/compact-now.ts";
import type { AgentEvent, Entry } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import { foldAll } from "../core/fold.ts";
import { isLeftOpen } from "../core/left-off.ts";
import type { Outcome } from "../core/run.ts";
import { run } from "../core/run.ts";
import type { SessionLog } from "../session/log.ts";
import { recorded } from "../session/recorded.ts";
import { type ContextUse, contextUse } from "./context-use.ts";
import type { ServerWatch } from "./server-watch.ts";

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
  send(
    prompt: string | PromptInput | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<AgentEvent, Outcome>;
  /** Shortens the conversation now, never while a prompt is being answered. */
  compact(wish: CompactWish, signal: AbortSignal): AsyncGenerator<AgentEvent, Compacted>;
  /** What fills the window of the next request. */
  readonly use: () => ContextUse;
  /** Whether it ends in the middle of a run that a kill broke off. */
  readonly isLeftOpen: () => boolean;
};

export type ConversationParts = {
  readonly identity: Identity;
  readonly log: SessionLog;
  readonly window: number;
  /** Made anew for each prompt: gates that count begin again. */
  readonly agentForRun: () => Agent;
  /** The newest request exactly as it was sent. */
  readonly lastRequest: () => unknown;
  readonly watch: ServerWatch;
};

export function openConversation(parts: ConversationParts): Conversation {
  const entries: Entry[] = [...parts.log.history];
  const through = <Result>(agent: Agent, events: AsyncGenerator<AgentEvent, Result>) =>
    kept(parts, { agent, entries }, events);
  return {
    identity: parts.identity,
    window: parts.window,
    entries: () => entries,
    use: () => contextUse(parts.agentForRun(), entries),
    isLeftOpen: () => isLeftOpen(entries),
    async *send(prompt, signal) {
      const agent = parts.agentForRun();
      return yield* through(agent, run(agent, [...entries], prompt, signal));
    },
    async *compact(wish, signal) {
      const agent = parts.agentForRun();
      return yield* through(agent, compactNow(agent, [...entries], wish, signal));
    },
  };
}

type Told = { readonly agent: Agent; readonly entries: Entry[] };

/** Passes events on, each entry only after it is in the log and in the conversation. */
async function* kept<Result>(
  { log, lastRequest, watch }: ConversationParts,
  { agent, entries }: Told,
  events: AsyncGenerator<AgentEvent, Result>,
): AsyncGenerator<AgentEvent, Result> {
  try {
    const logged = recorded(events, log);
    let step = await logged.next();
    while (!step.done) {
      if (isEntry(step.value)) {
        entries.push(step.value);
        watch.heard(step.value);
      }
      yield step.value;
      step = await logged.next();
    }
    return step.value;
  } finally {
    const last = lastRequest();
    if (last !== undefined)
      log.writeRaw(last, { system: agent.system, messages: foldAll(entries) });
  }
}
