import { z } from "zod";
import { endReasons } from "../core/event.ts";

const count = z.number().int().min(0);

/** `--output-format json`: one object. Times are milliseconds, rates tokens per second. */
export const resultSchema = z.strictObject({
  version: z.literal(1),
  session: z.string(),
  agent: z.string(),
  model: z.string(),
  runtime: z.string(),
  status: z.enum(endReasons),
  detail: z.string(),
  text: z.string(),
  turns: count,
  calls: count,
  toolErrors: count,
  usage: z.strictObject({ inputTokens: count, cachedTokens: count, outputTokens: count }),
  timings: z.strictObject({
    totalMs: count,
    firstTokenMs: count.nullable(),
    prefillTokensPerSecond: z.number().nullable(),
    decodeTokensPerSecond: z.number().nullable(),
  }),
  filesChanged: z.array(z.string()),
  log: z.string(),
  exitCode: count,
});

export type RunResult = z.infer<typeof resultSchema>;

/** The first line of `--output-format stream-json`. */
const startSchema = z.strictObject({
  type: z.literal("start"),
  version: z.literal(1),
  session: z.string(),
  agent: z.string(),
  model: z.string(),
  runtime: z.string(),
  window: count,
});

/** The last line: the `end` event with the fields of the result. */
const endSchema = resultSchema.extend({
  type: z.literal("end"),
  reason: z.enum(endReasons),
});

/** A line between them: an event, its fields as in the architecture's union. */
const eventSchema = z.looseObject({
  type: z.enum([
    ...([
      "progress",
      "thinking",
      "text",
      "calling",
      "output",
      "nested",
      "prompt",
      "reply",
    ] as const),
    ...(["call", "result", "nudge", "phase", "stage", "summary", "notice", "snapshot"] as const),
  ]),
});

export const streamSchema = z.union([startSchema, endSchema, eventSchema]);
