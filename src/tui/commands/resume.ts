import { basename } from "node:path";
import { logFolder } from "../../app/session.ts";
import { ageText } from "../../lib/age.ts";
import { count } from "../../lib/text.ts";
import { listHeads, type SessionHead, sessionById, sessionDetails } from "../../session/find.ts";
import { readSession } from "../../session/read.ts";
import { removeSession } from "../../session/remove.ts";
import type { Choice, Command, Desk } from "../command.ts";

const listed = 500;

export const resumeCommand: Command = {
  name: "resume",
  aliases: ["sessions"],
  argument: "[id]",
  help: "Go on with an earlier session: of this folder first, then of others",
  run: async (argument, desk) => {
    const folder = logFolder(desk.config());
    const header =
      argument === ""
        ? (await pickSession(desk, folder))?.header
        : readSession(sessionById(folder, argument)).header;
    if (header === undefined) return;
    if (header.cwd !== desk.config().cwd) {
      const how = `cd ${header.cwd} && localcode --resume ${header.id}`;
      return desk.notice(`That session is of another folder. Go on with it there: ${how}`);
    }
    await desk.reopen({ session: { id: header.id } });
  },
};

async function pickSession(desk: Desk, folder: string): Promise<SessionHead | undefined> {
  const { cwd } = desk.config();
  const open = desk.started()?.conversation.identity;
  const heads = listHeads({ folder, limit: listed }).filter(
    ({ header }) => header.id !== open?.session,
  );
  const here = heads.filter(({ header }) => header.cwd === cwd);
  const elsewhere = heads.filter(({ header }) => header.cwd !== cwd);
  const now = new Date();
  return await desk.pick({
    title: "Sessions",
    choices: [...here, ...elsewhere].map((head) => sessionChoice(head, cwd, now)),
    empty: "There is no other session yet.",
    onMove: ({ path }) => desk.hint(detailsText(path)),
    keys: [
      {
        key: "d",
        label: "delete",
        confirm: "Delete this session and the files beside it?",
        run: ({ path }) => {
          removeSession(path, open?.log);
          return true;
        },
      },
    ],
  });
}

export function sessionChoice(head: SessionHead, cwd: string, now: Date): Choice<SessionHead> {
  const { header, firstPrompt, bytes, changed } = head;
  const parts = [
    ageText(changed, now),
    header.cwd === cwd ? "" : basename(header.cwd),
    header.model,
    `${Math.max(1, Math.round(bytes / 1_000)).toLocaleString("en-US")} kB`,
    header.id,
  ];
  const label = firstPrompt === "" ? "(no prompt)" : firstPrompt;
  return { value: head, label, detail: parts.filter(Boolean).join(" · ") };
}

function detailsText(path: string): string {
  const { turns, tokens } = sessionDetails(path);
  return `${count(turns, "turn")}, ${tokens.toLocaleString("en-US")} tokens`;
}
