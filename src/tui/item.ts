import type { EndReason } from "../core/event.ts";
import type { ToolCall } from "../core/message.ts";

/** One thing of the transcript, as it is drawn. Finished ones never change again. */
export type Item =
  | PromptItem
  /** A finished part of a reply, in markdown: whole blocks. */
  | { readonly type: "text"; readonly text: string; readonly first: boolean }
  | { readonly type: "thinking"; readonly text: string; readonly ms: number }
  | CallItem
  | ShellItem
  /** What a command printed, in markdown. */
  | { readonly type: "panel"; readonly title: string; readonly text: string }
  /** Lines that are drawn already, colours and all. */
  | { readonly type: "lines"; readonly lines: readonly string[] }
  | { readonly type: "notice"; readonly level: NoticeLevel; readonly text: string }
  | { readonly type: "end"; readonly reason: EndReason; readonly detail: string };

export type NoticeLevel = "plain" | "warning" | "error";

export type PromptItem = {
  readonly type: "prompt";
  readonly text: string;
  /** What went with it: files, images, output of commands, as short labels. */
  readonly attached: readonly string[];
};

/** `waiting`: a permission is asked for. `cut`: the run was stopped before it ended. */
export type CallState = "waiting" | "running" | "done" | "failed" | "denied" | "cut";

export type CallItem = {
  readonly type: "call";
  readonly call: ToolCall;
  readonly state: CallState;
  /** Since it started, or what it took. */
  readonly ms: number;
  /** What a running command printed, its end; what the model read of it where it is done. */
  readonly output: string;
  /** Unified diff of what changed. */
  readonly diff?: string;
  /** Lines of what a sub-agent is doing, the newest last. */
  readonly nested: readonly string[];
};

/** A command that the person ran with `!`; with `!!` the model never reads of it. */
export type ShellItem = {
  readonly type: "shell";
  readonly command: string;
  readonly output: string;
  readonly exitCode: number | undefined;
  readonly isPrivate: boolean;
};
