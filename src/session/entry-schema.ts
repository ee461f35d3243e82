import { z } from "zod";
import { type Entry, endReasons } from "../core/event.ts";
import { planTask } from "../core/plan-task.ts";
import { stageReport, stageSignal, taskReport } from "../core/report.ts";
import { effects } from "../core/tool.ts";

const effect = z.enum(effects);

const call = z.object({
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
  raw: z.string().exactOptional(),
  salvaged: z.string().exactOptional(),
});

const usage = z.object({
  inputTokens: z.number().exactOptional(),
  cachedTokens: z.number().exactOptional(),
  outputTokens: z.number().exactOptional(),
  prefillMs: z.number().exactOptional(),
  decodeMs: z.number().exactOptional(),
});

const message = z.object({
  role: z.literal("assistant"),
  text: z.string(),
  thinking: z.string(),
  calls: z.array(call),
  thinkingField: z.string().exactOptional(),
});

const result = z.object({
  text: z.string(),
  failed: z.literal(true).exactOptional(),
  denied: z.literal(true).exactOptional(),
  stop: z.enum(endReasons).exactOptional(),
  diff: z.string().exactOptional(),
  read: z.array(z.string()).exactOptional(),
  changed: z.array(z.string()).exactOptional(),
  held: z.string().exactOptional(),
  planned: z.literal(true).exactOptional(),
  tasks: z.array(planTask).exactOptional(),
  stage: stageSignal.exactOptional(),
});

const stage = z.object({
  type: z.literal("stage"),
  name: z.string(),
  effects: z.array(effect),
  label: z.string().exactOptional(),
  flow: z.string().exactOptional(),
  index: z.number().exactOptional(),
  total: z.number().exactOptional(),
  attempt: z.number().exactOptional(),
  text: z.string().exactOptional(),
  fresh: z.literal(true).exactOptional(),
  report: stageReport.exactOptional(),
  task: taskReport.exactOptional(),
});

const phaseCounts = z.object({
  filesRead: z.number(),
  filesChanged: z.number(),
  readTools: z.number(),
  writeTools: z.number(),
  planTools: z.number(),
  codeChange: z.boolean(),
  planDetected: z.boolean(),
});

const attachment = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text"),
    kind: z.enum(["file", "folder", "output"]),
    name: z.string(),
    text: z.string(),
    file: z.object({ path: z.string(), hash: z.string() }).exactOptional(),
  }),
  z.object({ type: z.literal("image"), name: z.string(), mime: z.string(), base64: z.string() }),
]);

/** Every entry as it stands in a session file; a test holds it against the type. */
export const entrySchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("prompt"),
    text: z.string(),
    opening: z.string().exactOptional(),
    attachments: z.array(attachment).exactOptional(),
  }),
  z.object({
    type: z.literal("reply"),
    message,
    truncated: z.boolean(),
    brokenOff: z.enum(["unread", "repetition"]).exactOptional(),
    usage,
    ms: z.number(),
  }),
  z.object({ type: z.literal("call"), call }),
  z.object({
    type: z.literal("result"),
    call,
    result,
    effect: effect.exactOptional(),
    ms: z.number(),
  }),
  z.object({ type: z.literal("nudge"), name: z.string(), text: z.string() }),
  z.object({
    type: z.literal("phase"),
    from: z.string(),
    to: z.string(),
    why: z.string(),
    hint: z.string(),
    by: z.enum(["start", "rule", "probe", "answer", "hand"]).exactOptional(),
    turn: z.number().exactOptional(),
    signals: phaseCounts.exactOptional(),
    usage: usage.exactOptional(),
  }),
  stage,
  z.object({
    type: z.literal("summary"),
    text: z.string(),
    kept: z.number(),
    clipChars: z.number(),
    notes: z.string().exactOptional(),
    usage: usage.exactOptional(),
    refused: z.literal(true).exactOptional(),
  }),
  z.object({ type: z.literal("notice"), text: z.string() }),
  z.object({
    type: z.literal("snapshot"),
    id: z.string(),
    when: z.enum(["before", "after", "undo", "redo"]),
  }),
  z.object({
    type: z.literal("end"),
    reason: z.enum(endReasons),
    detail: z.string(),
    task: taskReport.exactOptional(),
  }),
]) satisfies z.ZodType<Entry>;

export const entryTypes: ReadonlySet<string> = new Set(
  entrySchema.options.map((option) => option.shape.type.value),
);
