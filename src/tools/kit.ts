import type { Delta } from "../core/event.ts";
import type { PlanTask } from "../core/plan.ts";
import type { Tool, ToolResult, ToolWords } from "../core/tool.ts";

export type ReadFormat = "numbered" | "raw" | "hashline";
export type EditFormat = "replace" | "anchored" | "patch" | "whole";

/** A question to a model beside the conversation; it sees the conversation where `history` is true. */
export type SideQuestion = {
  readonly system: string;
  readonly prompt: string;
  readonly history: boolean;
  readonly maxTokens: number;
};

export type SubTask = {
  readonly callId: string;
  readonly agent: string;
  readonly prompt: string;
  readonly timeoutMs: number;
  emit(delta: Delta): void;
};

/** What the model asks the person: one of the options, or words of their own. */
export type PersonQuestion = {
  readonly callId: string;
  readonly question: string;
  readonly options: readonly string[];
};

/** `none`: the person left the question without an answer. */
export type PersonAnswer =
  | { readonly type: "option"; readonly option: string }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "none" };

/** What the app lends to tools: settings, and ways to reach a model or another agent. */
export type ToolKit = {
  readonly readFormat: ReadFormat;
  readonly editFormat: EditFormat;
  /** An edit's old text must stand in the file as it is written. Default: blanks and quotes may differ. */
  readonly exactEdits?: true;
  readonly shellTimeoutMs: number;
  /** Long outputs and background jobs are kept in files here. */
  readonly scratchDir: string;
  /** Agents that `ask_agent` may name. */
  readonly agents: readonly string[];
  /** The plan of the conversation, as `plan_tasks` keeps it. */
  plan(): readonly PlanTask[];
  /** The id of the stage of a flow that is open; undefined where none is. */
  openStage(): string | undefined;
  /** Answers a side question; throws ModelError. */
  askModel(question: SideQuestion, signal: AbortSignal): Promise<string>;
  /** Runs another agent on a task, in a conversation of its own. */
  runAgent(task: SubTask, signal: AbortSignal): Promise<ToolResult>;
  /** Asks the person; absent where nobody is there, and `ask_user` is then not offered. */
  askPerson?(question: PersonQuestion, signal: AbortSignal): Promise<PersonAnswer>;
};

/** One file of this folder: the words of tools/<name>.json and how the tool is made from them. */
export type ToolPart = {
  readonly words: ToolWords;
  make(words: ToolWords, kit: ToolKit): Tool;
};
