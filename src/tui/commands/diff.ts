import { changesSince } from "../../app/changes-since.ts";
import { count } from "../../lib/text.ts";
import type { Command } from "../command.ts";
import { diffLines } from "../draw/diff.ts";
import { notOpen } from "./not-open.ts";

const limitMs = 30_000;

export const diffCommand: Command = {
  name: "diff",
  help: "All changes of files since this conversation began",
  whileBusy: true,
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const { cwd } = desk.config();
    const { diff, files, since } = await changesSince(started, cwd, AbortSignal.timeout(limitMs));
    const what =
      since === "start"
        ? "since the first change of this conversation"
        : "that git has not committed, new files aside (this conversation has no snapshot)";
    if (files.length === 0) return desk.notice(`No file was changed ${what}.`);
    desk.notice(`${count(files.length, "changed file")} ${what}:`);
    desk.draw((pen) => diffLines(diff, pen));
  },
};
