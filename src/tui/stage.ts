import type { AgentEvent } from "../core/event.ts";

/** What is being waited for; `sinceMs` is when it began. */
export type Stage =
  | { readonly type: "idle" }
  /** The model is being looked for or opened. */
  | { readonly type: "opening"; readonly sinceMs: number }
  | { readonly type: "loading"; readonly sinceMs: number; readonly share: number | undefined }
  /** The request is out and the server says nothing yet: it reads, as far as we know. */
  | { readonly type: "sent"; readonly sinceMs: number }
  /** Another request is being worked on. */
  | { readonly type: "queued"; readonly sinceMs: number }
  /** The server tells how far it is. */
  | {
      readonly type: "reading";
      readonly sinceMs: number;
      readonly done: number;
      readonly total: number;
      /** Where the first report stood: what was in the cache. */
      readonly from: number;
    }
  | { readonly type: "thinking"; readonly sinceMs: number; readonly chars: number }
  | { readonly type: "writing"; readonly sinceMs: number; readonly chars: number }
  | {
      readonly type: "calling";
      readonly sinceMs: number;
      readonly name: string;
      readonly chars: number;
    }
  | { readonly type: "tool"; readonly sinceMs: number; readonly name: string }
  | { readonly type: "asking"; readonly sinceMs: number };

export const idle: Stage = { type: "idle" };

/** The stage after one more event. */
export function stageAfter(stage: Stage, event: AgentEvent, atMs: number): Stage {
  switch (event.type) {
    case "progress":
      return afterProgress(stage, event, atMs);
    case "thinking":
    case "text":
      return grown(stage, event.type === "text" ? "writing" : "thinking", event.delta, atMs);
    case "calling": {
      const before = stage.type === "calling" && stage.name === event.name ? stage : undefined;
      const { sinceMs, chars } = before ?? { sinceMs: atMs, chars: 0 };
      return { type: "calling", sinceMs, name: event.name, chars: chars + event.delta.length };
    }
    case "call":
      return { type: "tool", sinceMs: atMs, name: event.call.name };
    case "prompt":
    case "result":
    case "nudge":
    case "reply":
    case "summary":
      return { type: "sent", sinceMs: atMs };
    case "end":
      return idle;
    case "output":
    case "nested":
    case "phase":
    case "stage":
    case "notice":
    case "snapshot":
      return stage;
  }
}

type Progress = Extract<AgentEvent, { type: "progress" }>;

function afterProgress(stage: Stage, progress: Progress, atMs: number): Stage {
  const { doing, done, total } = progress;
  const sinceMs = stage.type === doing ? stage.sinceMs : atMs;
  switch (doing) {
    case "waiting":
      return stage.type === "queued" ? stage : { type: "queued", sinceMs: atMs };
    case "loading":
      return { type: "loading", sinceMs, share: total > 0 ? done / total : undefined };
    case "reading": {
      const from =
        stage.type === "reading" && stage.total === total ? stage.from : (progress.cached ?? done);
      return { type: "reading", sinceMs, done, total, from };
    }
  }
}

function grown(stage: Stage, type: "thinking" | "writing", delta: string, atMs: number): Stage {
  if (stage.type !== type) return { type, sinceMs: atMs, chars: delta.length };
  return { ...stage, chars: stage.chars + delta.length };
}
