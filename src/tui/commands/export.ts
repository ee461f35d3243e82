import { relative, resolve } from "node:path";
import { exportInto, formatOf } from "../../app/export-session.ts";
import { exportFormats } from "../../session/export.ts";
import type { Command } from "../command.ts";
import { notOpen } from "./not-open.ts";

export const exportCommand: Command = {
  name: "export",
  argument: "[file | md | html | json]",
  help: "Write this conversation into a file, as Markdown, HTML or JSON",
  whileBusy: true,
  complete: () => exportFormats,
  run: async (argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const { identity, entries } = started.conversation;
    if (identity.log === "") return desk.notice("This session is not written down.", "warning");
    if (entries().length === 0) return desk.notice("There is nothing to export yet.");
    const format = exportFormats.find((one) => one === argument);
    const named = format === undefined && argument !== "";
    const name = named ? argument : `localcode-${identity.session}.${format ?? "md"}`;
    const { cwd } = desk.config();
    const file = resolve(cwd, name);
    await exportInto(file, identity.log, formatOf(format, name));
    desk.notice(`Wrote ${relative(cwd, file)}.`);
  },
};
