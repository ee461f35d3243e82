import { z } from "zod";
import searchWords from "../../tools/search.json" with { type: "json" };
import { defineTool, type Tool, type ToolWords } from "../core/tool.ts";
import { mostHits, showHits } from "./hits.ts";
import type { ToolPart } from "./kit.ts";
import { sayWith } from "./say.ts";

const input = z.object({
  pattern: z.string(),
  path: z.string().optional(),
  include: z.string().optional(),
  literal: z.boolean().optional(),
  max_results: z.number().int().min(1).max(mostHits).optional(),
});

export const searchPart: ToolPart = { words: searchWords, make: makeSearch };

function makeSearch(words: ToolWords): Tool {
  const say = sayWith(words);
  return defineTool<z.infer<typeof input>>(words, {
    input,
    effect: "read",
    run: ({ max_results: most = mostHits, ...wish }, context) =>
      showHits({ ...wish, literal: wish.literal ?? true, most }, context, say),
  });
}
