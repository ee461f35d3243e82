import type { Command } from "../command.ts";
import { notOpen } from "./not-open.ts";

export const logsCommand: Command = {
  name: "logs",
  help: "Where this session is written down, and how to follow it",
  whileBusy: true,
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    desk.print("Logs", logsText(started.conversation.identity));
  },
};

function logsText({ log, session }: { readonly log: string; readonly session: string }): string {
  if (log === "") return "This session is not written down.";
  const base = log.replace(/\.jsonl$/, "");
  return [
    `- for people: \`${base}.log\``,
    `- every event, one JSON line each: \`${log}\``,
    `- the newest request as it was sent: \`${base}.raw.json\``,
    "",
    "They appear with the first prompt. Follow it from another terminal:",
    "",
    "```sh",
    `tail -f "${base}.log"`,
    `localcode logs ${session}`,
    "```",
  ].join("\n");
}
