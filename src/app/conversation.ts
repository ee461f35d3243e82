import type { Agent } from "../core/agent.ts";
import type { PromptInput } from "../core/attachment.ts";
import { type Compacted, type CompactWish, compactNow } from "../core/compact-now.ts";
import type { AgentEvent, Aside, Entry } from "../core/event.ts";
import { isEntry } from "../core/event.ts";
import { flatRun } from "../core/flat-run.ts";
import { foldSaved } from "../core/fold.ts";
import { isLeftOpen } from "../core/left-off.ts";
import type { PhaseMode } from "../core/phase.ts";
import type { Outcome } from "../core/run.ts";
import { phaseByHand } from "../core/steer.ts";
import type { SessionLog } from "../session/log.ts";
import { recorded } from "../session/recorded.ts";
import type { Snapshots } from "../session/snapshots/snapshots.ts";
import { snapshotAfter } from "./after-run.ts";
import { type ContextUse, contextUse } from "./context-use.ts";
import type { PhaseDesk } from "./phase-desk.ts";
import type { ServerWatch } from "./server-watch.ts";

/** An entry that somebody outside a run adds. */
type PhaseEntry = Extract<Entry, { type: "phase" }>;

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
  /** Adds to the record, between two runs, what is no part of the conversation. */
  record(entry: Aside): void;
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
  /** The phases there are, what moves between them, and the present one; "" for none. */
  readonly phase: () => PhaseState;
  /**
   * Sets the phase by hand; "" leaves it. It is one message more, recorded at once and returned, or
   * one of the events of the run that goes on; nothing where it is that one already. Throws ConfigError where there is no such phase.
   */
  setPhase(name: string): PhaseEntry | undefined;
};

export type PhaseState = {
  readonly mode: PhaseMode;
  readonly names: readonly string[];
  readonly current: string;
};

export type ConversationParts = {
  readonly identity: Identity;
  readonly log: SessionLog;
  readonly window: number;
  /** Made anew for each prompt: gates that count begin again. */
  readonly agentForRun: () => Agent;
  /** The newest request exactly as it was sent. */
  readonly lastRequest: () => unknown;
  /** Keeps the files as a run leaves them; absent where snapshots are off. */
  readonly snapshots?: Pick<Snapshots, "take"> | undefined;
  readonly watch: ServerWatch;
  readonly phases: PhaseDesk;
  /** What a run says at its end in the model's place, by how many there were. */
  readonly finished?: (tries: number) => string | undefined;
  /** How a prompt is answered. Default: by one run. */
  readonly runs?: (
    history: readonly Entry[],
    prompt: string | PromptInput | undefined,
    signal: AbortSignal,
  ) => AsyncGenerator<AgentEvent, Outcome>;
};

export function openConversation(parts: ConversationParts): Conversation {
  const entries: Entry[] = [...parts.log.history];
  const { phases, log } = parts;
  let running = 0;
  const settlePhase = (): PhaseEntry | undefined => {
    const name = phases.left();
    if (name === undefined || name === phases.current()) return undefined;
    const entry = phaseByHand(phases.control, { current: phases.current() }, name);
    log.append(entry);
    entries.push(entry);
    return entry;
  };
  const through = <Result>(agent: Agent, events: AsyncGenerator<AgentEvent, Result>) =>
    kept(parts, { agent, entries }, events);
  return {
    identity: parts.identity,
    window: parts.window,
    entries: () => entries,
    record: (entry) => {
      log.append(entry);
      entries.push(entry);
    },
    use: () => contextUse(parts.agentForRun(), entries),
    isLeftOpen: () => isLeftOpen(entries),
    async *send(prompt, signal) {
      const agent = parts.agentForRun();
      running += 1;
      try {
        const answer = parts.runs ?? ((...asked) => flatRun(agent, parts, ...asked));
        const events = answer([...entries], prompt, signal);
        return yield* through(agent, snapshotAfter(events, parts.snapshots));
      } finally {
        running -= 1;
        settlePhase();
      }
    },
    phase: () => phaseState(phases),
    setPhase(name) {
      phases.ask(name);
      return running === 0 ? settlePhase() : undefined;
    },
    async *compact(wish, signal) {
      const agent = parts.agentForRun();
      return yield* through(agent, compactNow(agent, [...entries], wish, signal));
    },
  };
}

function phaseState({ control, current }: PhaseDesk): PhaseState {
  return {
    mode: control.mode,
    names: control.phases.map((phase) => phase.name),
    current: current(),
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
      log.writeRaw(last, { system: agent.system, messages: foldSaved(entries) });
  }
}
