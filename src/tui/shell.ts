import { basename } from "node:path";
import { thisMachine } from "../app/better-model.ts";
import type { Config } from "../app/config.ts";
import type { ContextUse } from "../app/context-use.ts";
import { demonstrationTitle, isDemonstration } from "../app/demonstration.ts";
import type { Started, StartOptions } from "../app/start.ts";
import { openGrants } from "../gates/grants.ts";
import { type Asking, openAsking } from "./asking.ts";
import { type Board, boardOn } from "./board.ts";
import { textColumns } from "./editor/lines.ts";
import type { TerminalOptions } from "./entry.ts";
import { type Holder, type HolderEvents, holdConversation } from "./holder.ts";
import { exampleOffer, introduction } from "./introduction.ts";
import type { Live, LiveCall } from "./live.ts";
import { askPermission } from "./permission.ts";
import { askPerson } from "./person-question.ts";
import { idle, type Stage } from "./stage.ts";
import { type Facts, firstState, type State } from "./state.ts";
import { openStore, type Store } from "./store.ts";
import { openTurns, type RunEnded, type Turns } from "./turns.ts";

/** The parts of a running terminal that know nothing of how it is drawn. */
export type Shell = {
  readonly store: Store<State>;
  readonly board: Board;
  readonly asking: Asking;
  readonly holder: Holder;
  readonly turns: Turns;
};

export type ShellOptions = {
  readonly config: Config;
  readonly options: Pick<TerminalOptions, "version" | "resume" | "git">;
  /** Of the editor's rows. */
  readonly columns: () => number;
  readonly history: readonly string[];
  readonly inbox: NonNullable<StartOptions["inbox"]>;
  /** The person is asked something, and may be looking elsewhere. */
  readonly onQuestion: (text: string) => void;
  readonly onEnd: (ended: RunEnded) => void;
};

export function openShell(options: ShellOptions): Shell {
  const { config } = options;
  const { version, git, resume } = options.options;
  const mode = config.fields.permission_mode ?? "ask";
  const store = openStore(firstState(options.history, mode));
  const board = boardOn(store, () => textColumns(options.columns()));
  const asking = openAsking(board, options.columns);
  const turns = openTurns(board, options.onEnd);
  const onOpen = opener(board, config);
  const holder = holdConversation(
    config,
    resume.type === "pick" ? { type: "new" } : resume,
    {
      version,
      git,
      inbox: options.inbox,
      // What "always" allowed holds for every conversation of this terminal.
      grants: openGrants(),
      notice: (text) => board.notice(text, "warning"),
      permissionMode: () => board.get().mode,
      ask: async (question, signal) => {
        options.onQuestion(`May ${question.tool} run?`);
        return await whileAsking(board, askPermission(asking, question, liveInput(board), signal));
      },
      askPerson: async (question, signal) => {
        options.onQuestion(question.question);
        return await whileAsking(board, askPerson(asking, question, signal));
      },
    },
    {
      onOpening: () =>
        board.view({ type: "stage", stage: { type: "opening", sinceMs: Date.now() } }),
      onProgress: (progress) => board.event(progress),
      onFailed: () => board.view({ type: "stage", stage: idle }),
      onOpen,
    },
  );
  return { store, board, asking, holder, turns };
}

/** Shows what was opened: the first time of a model that ships also what it is. */
function opener(board: Board, first: Config): HolderEvents["onOpen"] {
  let { cwd } = first;
  let isIntroduced = false;
  return (started, config, isOther) => {
    showOpened(board, started, config);
    if (isOther) showHistory(board, started);
    // How much is allowed belongs to the folder.
    const mode = config.fields.permission_mode ?? "ask";
    if (config.cwd !== cwd) board.update((state) => ({ ...state, mode }));
    cwd = config.cwd;
    if (isIntroduced || !isDemonstration(config)) return;
    isIntroduced = true;
    const { description = "" } = config.agent.fields;
    const isNamed = isDemonstration(first);
    board.add(introduction({ description, isNamed }, thisMachine(config.env)));
    const isNew = started.conversation.entries().length === 0;
    if (isNew) board.update((state) => ({ ...state, offer: exampleOffer }));
  };
}

function usedOf({ system, tools, files, history }: ContextUse): number {
  return system + tools + files + history;
}

/** What the model wants to do, where the question is about the call that is drawn. */
function liveInput(board: Board): unknown {
  return board.get().view.live.call?.call.input;
}

/** The clock of the call stands still while a person thinks. */
async function whileAsking<Answer>(board: Board, answer: Promise<Answer>): Promise<Answer> {
  const before = board.get().view.stage;
  const askedAt = Date.now();
  board.view({ type: "stage", stage: { type: "asking", sinceMs: askedAt } });
  board.view({ type: "live", change: (live) => withCall(live, () => ({ state: "waiting" })) });
  try {
    return await answer;
  } finally {
    const ms = Date.now() - askedAt;
    const answered = ({ sinceMs, askedMs }: LiveCall): Partial<LiveCall> => {
      return { state: "running", sinceMs: sinceMs + ms, askedMs: askedMs + ms };
    };
    board.view({ type: "live", change: (live) => withCall(live, answered) });
    board.view({ type: "stage", stage: later(before, ms) });
  }
}

function withCall(live: Live, change: (call: LiveCall) => Partial<LiveCall>): Live {
  const { call } = live;
  return call === undefined ? live : { ...live, call: { ...call, ...change(call) } };
}

function later(stage: Stage, ms: number): Stage {
  return stage.type === "idle" ? stage : { ...stage, sinceMs: stage.sinceMs + ms };
}

/** The end of an old transcript, so that one knows where one was. */
function showHistory(board: Board, { conversation }: Started): void {
  const entries = conversation.entries();
  if (entries.length === 0) return;
  board.view({ type: "replay", entries });
  board.notice(`Going on with this session: ${entries.length} entries.`);
}

function showOpened(board: Board, started: Started, config: Config): void {
  const { conversation, opened, sandbox } = started;
  const name = basename(opened.modelName).replace(/\.gguf$/i, "");
  const facts: Partial<Facts> = {
    agent: config.agent.key,
    model: isDemonstration(config) ? demonstrationTitle : name,
    runtime: opened.runtime,
    window: conversation.window,
    phase: conversation.phase().current,
    used: usedOf(conversation.use()),
  };
  const change = (more: Partial<Facts>): void =>
    board.update((state) => ({ ...state, facts: { ...state.facts, ...more } }));
  change(facts);
  board.view({ type: "stage", stage: idle });
  // Which sandbox it is becomes known when it is opened; nothing waits for that.
  void sandbox.open().then(
    ({ name }) => change({ sandbox: name }),
    (error) => board.notice(error instanceof Error ? error.message : String(error), "error"),
  );
}
