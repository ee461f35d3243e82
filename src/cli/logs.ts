import { readIfThere } from "../app/read-json.ts";
import { dumpAll } from "../session/dump.ts";
import { listSessions, sessionById } from "../session/find.ts";
import { readSession } from "../session/read.ts";
import type { CliCommand } from "./command.ts";
import { folderOf } from "./sessions.ts";

type Options = { readonly logs?: string; readonly events?: boolean; readonly raw?: boolean };

/** `localcode logs`: the newest session's log, or another's, as people or programs read it. */
export const logsCommand: CliCommand = {
  name: "logs",
  summary: "Prints a session's log: for people, as events, or the last request as it was sent.",
  example: "localcode logs --raw",
  build(command, context, exit) {
    command
      .argument("[id]", "a session; the newest of this folder where none is given")
      .option("--events", "the JSON lines")
      .option("--raw", "the last request exactly as it was sent")
      .option("--logs <dir>", "kept in this folder")
      .action(async (id: string | undefined, { logs, events, raw }: Options) => {
        const folder = await folderOf(context, logs);
        const newest = listSessions({ folder, cwd: context.cwd, limit: 1 })[0]?.path;
        const path = id === undefined ? newest : sessionById(folder, id);
        if (path === undefined) {
          context.err("There is no session of this folder yet.\n");
          exit(1);
        } else if (raw || events) {
          const file = raw ? path.replace(/\.jsonl$/, ".raw.json") : path;
          context.out(readIfThere(file) ?? "No request was sent in this session.\n");
        } else {
          const { header, entries } = readSession(path);
          context.out(dumpAll(header, entries));
        }
      });
  },
};
