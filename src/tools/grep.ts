import { z } from "zod";
import grepWords from "../../tools/grep.json" with { type: "json" };
import { defineTool, type Tool, type ToolWords } from "../core/tool.ts";
import { mostHits, showHits } from "./hits.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith } from "./say.ts";

const input = z.object({
  pattern: z.string(),
  path: z.string().optional(),
  include: z.string().optional(),
  literal: z.boolean().optional(),
});

export const grepPart: ToolPart = { words: grepWords, make: makeGrep };

function makeGrep(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: (wish, context) =>
      showHits({ ...wish, literal: wish.literal ?? false, most: mostHits }, context, say),
  });
}
