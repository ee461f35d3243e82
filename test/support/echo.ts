import { z } from "zod";
import { defineTool } from "../../src/core/tool.ts";

/** Says its text back: a tool for tests that are not about tools. */
export const echo = defineTool(
  {
    name: "echo",
    aliases: ["say_back"],
    description: "Says it back.",
    parameters: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
    feedback: {},
  },
  {
    input: z.object({ text: z.string() }),
    effect: "read",
    run: async ({ text }) => ({ text: `echo ${text}` }),
  },
);
