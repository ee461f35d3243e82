import { foldersFor } from "../app/folders.ts";
import { wordsOfTool } from "../app/words.ts";
import { estimateTokens } from "../lib/tokens.ts";
import { toolParts } from "../tools/index.ts";
import { type CliCommand, printTable } from "./command.ts";

/** `localcode tools`: every tool there is, its aliases and what it costs in the prompt. */
export const toolsCommand: CliCommand = {
  name: "tools",
  summary: "Lists the tools, their aliases and what each costs in the prompt.",
  example: "localcode tools --json",
  build(command, context) {
    command.option("--json", "as JSON").action(async ({ json }: { json?: boolean }) => {
      const folders = foldersFor(context.cwd, context.env);
      const rows: Record<string, unknown>[] = [];
      for (const part of toolParts) {
        const words = await wordsOfTool(folders, part.words);
        const { name, description, parameters, aliases } = words;
        const tokens = estimateTokens(JSON.stringify({ name, description, parameters }));
        rows.push({ tool: name, tokens: json ? tokens : `~${tokens}`, aliases });
      }
      printTable(context, rows, json);
    });
  },
};
