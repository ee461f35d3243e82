import type { Attachment } from "./attachment.ts";
import type { AssistantMessage, ToolCall } from "./message.ts";
import type { BrokenOff, ModelDelta, Usage } from "./model.ts";
import type { PhaseBy, PhaseSignals } from "./phase-track.ts";
import type { StageReport, TaskReport } from "./report.ts";
import type { Effect, ToolResult } from "./tool.ts";

/** For eyes: shown while it happens, never recorded. */
export type Delta =
  | ModelDelta
  | { readonly type: "output"; readonly callId: string; readonly chunk: string }
  | { readonly type: "nested"; readonly callId: string; readonly event: AgentEvent };

export const endReasons = [
  "done",
  "blocked",
  "empty",
  "loop",
  "overflow",
  "truncated",
  "turn-limit",
  "time-limit",
  "token-limit",
  "cancelled",
  "denied",
  "unreachable",
  "missing",
  "failed",
] as const;

export type EndReason = (typeof endReasons)[number];

/** The signals in numbers. */
export type PhaseCounts = Omit<PhaseSignals, "filesRead" | "filesChanged"> & {
  readonly filesRead: number;
  readonly filesChanged: number;
};

/** For the record: folding the entries gives the conversation back. */
export type Entry =
  | {
      readonly type: "prompt";
      readonly text: string;
      /** Goes before the text: folder, date, git state, AGENTS.md; only at a conversation's start. */
      readonly opening?: string;
      /** Goes after the text. */
      readonly attachments?: readonly Attachment[];
    }
  | {
      readonly type: "reply";
      readonly message: AssistantMessage;
      readonly truncated: boolean;
      readonly brokenOff?: BrokenOff;
      readonly usage: Usage;
      readonly ms: number;
    }
  | { readonly type: "call"; readonly call: ToolCall }
  | {
      readonly type: "result";
      readonly call: ToolCall;
      readonly result: ToolResult;
      /** The tool's effect; absent where no tool was found. */
      readonly effect?: Effect;
      readonly ms: number;
    }
  | { readonly type: "nudge"; readonly name: string; readonly text: string }
  | {
      readonly type: "phase";
      /** "" before the first. The same as `to`: the phase stayed, and only its signals are told. */
      readonly from: string;
      readonly to: string;
      readonly why: string;
      /** What the model is told; it follows the newest message and stays there. */
      readonly hint: string;
      readonly by?: PhaseBy;
      /** Replies of the run until then. */
      readonly turn?: number;
      readonly signals?: PhaseCounts;
      /** What asking for the phase cost. */
      readonly usage?: Usage;
    }
  | StageEntry
  | {
      readonly type: "summary";
      readonly text: string;
      /** Messages kept from the end; of those, results longer than `clipChars` are clipped. */
      readonly kept: number;
      readonly clipChars: number;
      /** The model's own notes in the text; absent where it was made without the model. */
      readonly notes?: string;
      /** What the notes cost. */
      readonly usage?: Usage;
      /** The server refused the request before; one such attempt is made per reply. */
      readonly refused?: true;
    }
  | Aside
  | {
      readonly type: "end";
      readonly reason: EndReason;
      readonly detail: string;
      /** What the run came to, as `task_report` of the Python original. */
      readonly task?: TaskReport;
    };

/** A stage of a flow begins, or, where there is a report, has ended. */
export type StageEntry = {
  readonly type: "stage";
  readonly name: string;
  readonly effects: readonly Effect[];
  readonly label?: string;
  readonly flow?: string;
  /** From 1 on; `total` as far as it is known. */
  readonly index?: number;
  readonly total?: number;
  /** From 1 on. */
  readonly attempt?: number;
  /** What the model is told; it follows the newest message and stays there. */
  readonly text?: string;
  /** The conversation begins anew with this stage; its text says what was before. */
  readonly fresh?: true;
  readonly report?: StageReport;
  readonly task?: TaskReport;
};

/** What is recorded beside the conversation and adds nothing to it; a gate may record it too. */
export type Aside = NoticeEntry | SnapshotEntry;

export type NoticeEntry = { readonly type: "notice"; readonly text: string };

/** The files as they were before and after a run, or before a change of them was taken back or made again. */
export type SnapshotEntry = {
  readonly type: "snapshot";
  readonly id: string;
  readonly when: "before" | "after" | "undo" | "redo";
};

export type AgentEvent = Delta | Entry;

const entryTypes: ReadonlySet<string> = new Set([
  "prompt",
  "reply",
  "call",
  "result",
  "nudge",
  "phase",
  "stage",
  "summary",
  "notice",
  "snapshot",
  "end",
] satisfies Entry["type"][]);

export function isEntry(event: AgentEvent): event is Entry {
  return entryTypes.has(event.type);
}
