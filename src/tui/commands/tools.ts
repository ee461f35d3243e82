import type { Command } from "../command.ts";
import { notOpen } from "./not-open.ts";

export const toolsCommand: Command = {
  name: "tools",
  help: "The tools that this agent has",
  whileBusy: true,
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const rows = started.tools.map(({ schema, effect }) => {
      return `| \`${schema.name}\` | ${effect} | ${firstSentence(schema.description)} |`;
    });
    desk.print("Tools", ["| Tool | Effect | |", "| --- | --- | --- |", ...rows].join("\n"));
  },
};

function firstSentence(text: string): string {
  return (text.split(/(?<=\.)\s/)[0] ?? "").replaceAll("|", "\\|");
}
