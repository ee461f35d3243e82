import { resolve } from "node:path";
import { exportInto, formatOf } from "../app/export-session.ts";
import { exportFormats, exportSession } from "../session/export.ts";
import { listHeads, sessionById } from "../session/find.ts";
import { readSession } from "../session/read.ts";
import { SessionError } from "../session/session-error.ts";
import type { CliCommand } from "./command.ts";
import { folderOf } from "./sessions.ts";

type Options = { readonly format?: string; readonly output?: string; readonly logs?: string };

/** `localcode export`: a session to show to others, as one text. */
export const exportCommand: CliCommand = {
  name: "export",
  summary: "Writes a session as Markdown, as one HTML file, or as JSON.",
  example: "localcode export -o talk.html",
  build(command, context) {
    command
      .argument("[id]", "a session; the newest of this folder where none is given")
      .option("--format <name>", `${exportFormats.join(", ")}; default: as FILE is called, or md`)
      .option("-o, --output <file>", "into this file instead of the terminal")
      .option("--logs <dir>", "kept in this folder")
      .action(async (id: string | undefined, { format, output, logs }: Options) => {
        const kind = formatOf(format, output);
        const folder = await folderOf(context, logs);
        const newest = listHeads({ folder, cwd: context.cwd, limit: 1 })[0]?.path;
        const path = id === undefined ? newest : sessionById(folder, id);
        if (path === undefined) {
          const text = "There is no session of this folder yet; `localcode sessions list --all`.";
          throw new SessionError(text, { kind: "missing" });
        }
        if (output === undefined) {
          context.out(exportSession(readSession(path), kind));
          return;
        }
        await exportInto(resolve(context.cwd, output), path, kind);
        context.out(`Wrote ${output}.\n`);
      });
  },
};
