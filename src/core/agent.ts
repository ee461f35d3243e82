import type { PromptInput } from "./attachment.ts";
import type { Around } from "./cache-break.ts";
import type { Gate } from "./gate.ts";
import type { Ledger } from "./ledger.ts";
import type { Message } from "./message.ts";
import type { ChatModel, Reply } from "./model.ts";
import type { PhaseControl } from "./phase.ts";
import type { Say } from "./say.ts";
import type { Sandbox, Tool } from "./tool.ts";

export type Limits = {
  /** Replies asked of the model in one run. */
  readonly maxTurns: number;
  /** Wall clock of one run; Infinity for none. */
  readonly timeoutMs: number;
  /** Input and output tokens of one run, cached ones included; Infinity for none. */
  readonly maxTotalTokens: number;
  /** Calls run per reply; the others get a result that says so. */
  readonly maxCallsPerReply: number;
  /** Room kept free for the answer. */
  readonly reserveTokens: number;
};

/** What a nudge may look at. */
export type NudgeView = {
  readonly reply: Reply;
  readonly messages: readonly Message[];
  readonly ledger: Ledger;
  /** Offered tools, as the model sees them. */
  readonly tools: readonly Tool[];
};

/** Asked when a reply calls no tool, or says it is done; what it answers goes to the model. */
export type Nudge = {
  readonly name: string;
  /** How often it may speak in one run. */
  readonly limit: number;
  /** Also asked when a finish call says that the task is done. */
  readonly onFinish?: true;
  ask(view: NudgeView): string | undefined;
};

/** Everything a run needs, chosen beforehand. */
export type Agent = {
  readonly name: string;
  readonly model: ChatModel;
  readonly system: string;
  /**
   * Goes before a conversation's first prompt: all that differs from folder to folder and day to day,
   * so that the system text stays the same bytes and a warm server reads only the question.
   */
  readonly opening: string;
  readonly tools: readonly Tool[];
  readonly gates: readonly Gate[];
  readonly nudges: readonly Nudge[];
  readonly limits: Limits;
  readonly root: string;
  readonly sandbox: Sandbox;
  readonly say: Say;
  /** Whether this prompt must end with a changed file; a run without one is then not done. */
  readonly expectsChange: (prompt: string) => boolean;
  /** What was typed meanwhile; each becomes a prompt after the current call. */
  readonly inbox: () => readonly (string | PromptInput)[];
  /** What may have cost the server its cache before the newest reply. Default: nothing known. */
  readonly around?: () => Around;
  /** What moves it from phase to phase. Default: nothing does. */
  readonly phases?: PhaseControl;
  /** Whether the model is asked for a summary where the past has to go. Default: it is. */
  readonly asksNotes?: false;
};
