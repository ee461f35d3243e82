import { restoreTo, type Turn, turnsOf } from "../../app/rewind.ts";
import type { Started } from "../../app/start.ts";
import { count, oneLine } from "../../lib/text.ts";
import type { Choice, Command, Desk } from "../command.ts";
import { movedText } from "./moved-text.ts";
import { notOpen } from "./not-open.ts";

const limitMs = 120_000;
const labelChars = 200;

type Way = "conversation" | "both" | "files" | "fork";

export const rewindCommand: Command = {
  name: "rewind",
  help: "Go back to before an earlier prompt: the conversation, the files, or both",
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const turns = turnsOf(started.conversation.entries());
    const turn = await desk.pick({
      title: "Go back to before",
      choices: turns.toReversed().map(turnChoice),
      empty: "There is no prompt to go back to yet.",
    });
    if (turn === undefined) return;
    const way = await desk.pick({
      title: `Before "${oneLine(turn.text, labelChars)}"`,
      choices: waysFor(turn),
      empty: "",
    });
    if (way !== undefined) await goBack(desk, started, { turn, turns, way });
  },
};

function turnChoice(turn: Turn): Choice<Turn> {
  const { changed } = turn;
  const detail = changed.length === 0 ? "" : `${count(changed.length, "file")} changed`;
  return { value: turn, label: oneLine(turn.text, labelChars), ...(detail && { detail }) };
}

function waysFor({ canRestore }: Turn): readonly Choice<Way>[] {
  const files: readonly Choice<Way>[] = [
    { value: "both", label: "Conversation and files", detail: "changes since then are undone" },
    { value: "files", label: "Files only" },
  ];
  return [
    { value: "conversation", label: "Conversation only", detail: "files stay as they are" },
    ...(canRestore ? files : []),
    { value: "fork", label: "Fork after its answer", detail: "go on from there in a copy" },
  ];
}

type Wish = { readonly turn: Turn; readonly turns: readonly Turn[]; readonly way: Way };

async function goBack(desk: Desk, started: Started, { turn, turns, way }: Wish): Promise<void> {
  const { identity, entries } = started.conversation;
  if (way === "both" || way === "files") {
    const moved = await restoreTo(started, turn.index, AbortSignal.timeout(limitMs));
    if (moved !== undefined) desk.notice(`Files: ${movedText(moved, "undo")}`);
    if (way === "files") return;
  }
  const next = turns.find(({ index }) => index > turn.index)?.index ?? entries().length;
  const upTo = way === "fork" ? next : turn.index;
  await desk.reopen({ session: { id: identity.session, upTo } });
  if (way !== "fork") desk.write(turn.text);
  desk.notice(
    `The conversation until now is session ${identity.session}; /resume goes back to it.`,
  );
}
