import { resolve } from "node:path";
import { loadConfig } from "../app/config.ts";
import { logFolder } from "../app/session.ts";
import { dumpAll } from "../session/dump.ts";
import { listSessions, sessionById } from "../session/find.ts";
import { readSession } from "../session/read.ts";
import { removeSession } from "../session/remove.ts";
import { type CliCommand, type CliContext, printTable } from "./command.ts";

/** `localcode sessions`: what was talked about in this folder, one of them whole, or removed. */
export const sessionsCommand: CliCommand = {
  name: "sessions",
  summary: "Lists, shows and removes sessions.",
  example: "localcode sessions list --all",
  build(command, context) {
    command
      .command("list", { isDefault: true })
      .description("sessions of this folder, newest first")
      .option("--all", "of all folders")
      .option("--logs <dir>", "kept in this folder")
      .option("--json", "as JSON")
      .action(async ({ all, logs, json }: { all?: boolean; logs?: string; json?: boolean }) => {
        const place = all ? {} : { cwd: context.cwd };
        const found = listSessions({ folder: await folderOf(context, logs), ...place });
        const rows = found.map(({ header, firstPrompt, turns, bytes, changed }) => ({
          id: header.id,
          changed: changed.toISOString().slice(0, 16).replace("T", " "),
          agent: header.agent,
          turns,
          kB: Math.ceil(bytes / 1_000),
          ...(all ? { folder: header.cwd } : {}),
          prompt: firstPrompt,
        }));
        if (rows.length > 0 || json) printTable(context, rows, json);
        else
          context.out("No sessions of this folder. `localcode sessions list --all` shows all.\n");
      });
    command
      .command("show <id>")
      .description("one session for people")
      .option("--logs <dir>", "kept in this folder")
      .option("--json", "its entries as JSON")
      .action(async (id: string, { logs, json }: { logs?: string; json?: boolean }) => {
        const { header, entries } = readSession(sessionById(await folderOf(context, logs), id));
        context.out(
          json ? `${JSON.stringify({ header, entries }, null, 2)}\n` : dumpAll(header, entries),
        );
      });
    command
      .command("rm <id>")
      .description("removes one session and the files beside it")
      .option("--logs <dir>", "kept in this folder")
      .action(async (id: string, { logs }: { logs?: string }) => {
        const path = sessionById(await folderOf(context, logs), id);
        removeSession(path);
        context.out(`Removed ${path}.\n`);
      });
  },
};

/** Where the sessions lie, as the flags and the configuration say. */
export async function folderOf(context: CliContext, logs: string | undefined): Promise<string> {
  if (logs !== undefined) return resolve(context.cwd, logs);
  return logFolder(await loadConfig(context.cwd, context.env, {}));
}
