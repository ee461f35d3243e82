import { z } from "zod";
import type { JsonSchema } from "../../src/core/model.ts";
import { defineTool, type Effect, type Tool } from "../../src/core/tool.ts";

type Shape = Readonly<Record<string, z.ZodType>>;

type Parts = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly shape?: Shape;
  readonly effect?: Effect;
  readonly aliases?: readonly string[];
  readonly argumentAliases?: Readonly<Record<string, string>>;
};

/** A tool that says what it was called with. */
export function echoTool(name: string, parts: Parts = {}): Tool {
  const { properties = {}, required = [], shape = {}, effect = "read" } = parts;
  return defineTool(
    {
      name,
      aliases: parts.aliases ?? [],
      description: `Test tool ${name}.`,
      parameters: { type: "object", properties, required },
      argument_aliases: parts.argumentAliases ?? {},
      feedback: {},
    },
    {
      input: z.object(shape),
      effect,
      run: async (input) => ({ text: `${name} ${JSON.stringify(input)}` }),
    },
  ) as Tool;
}

const text = { type: "string" };
const whole = { type: "integer" };

/** Tools with the shapes of the real ones: text, whole numbers, a boolean, a list, nothing needed. */
export const callTools: readonly Tool[] = [
  echoTool("read", {
    properties: { path: text, offset: whole, limit: whole },
    required: ["path"],
    shape: { path: z.string(), offset: z.int().optional(), limit: z.int().min(1).optional() },
    aliases: ["read_file", "cat"],
    argumentAliases: { file_path: "path", absolute_path: "path" },
  }),
  echoTool("ls", {
    properties: { path: text },
    shape: { path: z.string().optional() },
    aliases: ["list_directory", "list_files"],
  }),
  echoTool("write", {
    properties: { path: text, content: text },
    required: ["path", "content"],
    shape: { path: z.string(), content: z.string() },
    effect: "write",
    aliases: ["write_file", "create_file"],
    argumentAliases: { file_path: "path", text: "content" },
  }),
  echoTool("edit", {
    properties: { path: text, old: text, new: text, all: { type: "boolean" } },
    required: ["path", "old", "new"],
    shape: { path: z.string(), old: z.string(), new: z.string(), all: z.boolean().optional() },
    effect: "write",
    aliases: ["str_replace"],
    argumentAliases: { old_str: "old", new_str: "new", replace_all: "all" },
  }),
  echoTool("shell", {
    properties: { command: text, timeout: whole },
    required: ["command"],
    shape: { command: z.string(), timeout: z.int().optional() },
    effect: "execute",
    aliases: ["bash", "run_command"],
    argumentAliases: { cmd: "command", secs: "timeout" },
  }),
  echoTool("search", {
    properties: { pattern: text, path: text, max_results: { type: "number" } },
    required: ["pattern"],
    shape: { pattern: z.string(), path: z.string().optional(), max_results: z.number().optional() },
    aliases: ["grep_search"],
    argumentAliases: { query: "pattern", limit: "max_results" },
  }),
  echoTool("batch_read", {
    properties: { paths: { type: "array", items: text } },
    required: ["paths"],
    shape: { paths: z.array(z.string()) },
    argumentAliases: { files: "paths" },
  }),
];
