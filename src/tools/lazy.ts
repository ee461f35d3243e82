import type { Effect, Tool, ToolWords } from "../core/tool.ts";
import { defineTool } from "../core/tool.ts";
import type { ToolKit, ToolPart } from "./kit.ts";

/** A part whose code is loaded by its first call: its words and effect are all a request needs. */
export type LazyPart = ToolPart & {
  readonly effect: Effect;
  load(): Promise<ToolPart>;
};

export function lazyPart(
  words: ToolWords,
  effect: Effect,
  load: () => Promise<ToolPart>,
): LazyPart {
  return { words, effect, load, make: (own, kit) => lazyTool(own, effect, load, kit) };
}

function lazyTool(
  words: ToolWords,
  effect: Effect,
  load: () => Promise<ToolPart>,
  kit: ToolKit,
): Tool {
  let made: Promise<Tool> | undefined;
  const tool = () => {
    made ??= load().then((part) => part.make(words, kit));
    return made;
  };
  return defineTool<unknown>(words, {
    effect,
    input: { safeParseAsync: async (input) => (await tool()).input.safeParseAsync(input) },
    run: async (input, context) => (await tool()).run(input, context),
  });
}
