import type { Command } from "../command.ts";
import { notOpen } from "./not-open.ts";

export const forkCommand: Command = {
  name: "fork",
  help: "Go on in a copy of this conversation; this one stays as it is",
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const { identity, entries } = started.conversation;
    const upTo = entries().length;
    if (upTo === 0) return desk.notice("There is nothing to fork yet.");
    await desk.reopen({ session: { id: identity.session, upTo } });
    desk.notice(`This is a copy now; the conversation until here is session ${identity.session}.`);
  },
};
