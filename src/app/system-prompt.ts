import { basename } from "node:path";
import type { Tool } from "../core/tool.ts";
import type { Config } from "./config.ts";
import { promptText } from "./words.ts";

/** The frozen system text: the agent's prompt and, where one fits, its overlay. */
export function systemPrompt(config: Config, tools: readonly Tool[]): string {
  const { fields, folders } = config;
  const overlay = overlayFor(config);
  const paths = [fields.prompt ?? "default.md", ...(overlay === undefined ? [] : [overlay])];
  return paths.map((path) => withTools(promptText(folders, path), tools)).join("\n\n");
}

/** The overlay named by LOCALCODE_PROMPT_OVERLAY, else the first whose key is part of the folder's path. */
function overlayFor({ fields, env, cwd }: Config): string | undefined {
  const overlays = Object.entries(fields.prompt_overlays ?? {});
  const forced = env.LOCALCODE_PROMPT_OVERLAY?.toLowerCase();
  const named = overlays.find(([key]) => key.toLowerCase() === forced);
  if (named) return named[1];
  const probes = [env.LOCALCODE_TASK_ID ?? "", cwd, basename(cwd)].map(plain);
  return overlays.find(([key]) => probes.some((probe) => probe.includes(plain(key))))?.[1];
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}

/** `{{TOOLS}}` and `{{tool:name}}`, as the Python original's prompts have them. */
function withTools(text: string, tools: readonly Tool[]): string {
  const listed = tools.map(
    ({ schema }) => `- ${schema.name}: ${schema.description.split(/(?<=\.)\s/)[0]}`,
  );
  return text
    .replaceAll("{{TOOLS}}", listed.join("\n"))
    .replace(/\{\{tool:(\w+)\}\}/g, (whole, name: string) => {
      return tools.find((tool) => tool.name === name)?.schema.name ?? whole;
    });
}
