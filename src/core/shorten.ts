import { estimateTokens } from "../lib/tokens.ts";
import { clipToTokens, messagesTokens } from "./budget.ts";
import { digest } from "./digest.ts";
import type { Entry } from "./event.ts";
import { fold } from "./fold.ts";
import type { Message } from "./message.ts";
import type { Notes } from "./notes.ts";
import type { Running } from "./run.ts";
import { type SummarySizes, summaryText } from "./summary.ts";
import { chooseTail, noTail, type Tail } from "./tail.ts";

type Summary = Extract<Entry, { type: "summary" }>;

/** How the room of the messages is shared out, in estimated tokens. */
export type Plan = SummarySizes & { readonly notesTokens: number; readonly tail: Tail };

const mostNotesTokens = 900;
const shares = { quotes: 0.6, record: 0.15, notes: 0.3, notesAlone: 0.6, filled: 0.6, tail: 0.5 };
const lastShares = { quotes: 0.35, record: 0.1 };

/** Decided before the model is asked, so that what it need not tell is what stays. */
export function planFor(running: Running, space: number): Plan {
  const { record } = running;
  const sizes = {
    quoteTokens: Math.floor(space * shares.quotes),
    recordTokens: Math.floor(space * shares.record),
  };
  const bare = textFor(running, { ...sizes, notesTokens: 0, tail: noTail }, "");
  const head = messagesTokens([{ role: "user", text: bare }]);
  const left = Math.max(0, space - head);
  const notesTokens = Math.min(mostNotesTokens, Math.floor(left * shares.notes));
  // Half of what is left stays free, so that the next requests do not have to make room again.
  const tailTokens = Math.max(
    space * shares.filled - head - notesTokens,
    (left - notesTokens) * shares.tail,
  );
  const tail = chooseTail(record.messages(), tailTokens);
  if (tail.kept > 0) return { ...sizes, notesTokens, tail };
  const alone = Math.min(mostNotesTokens, Math.floor(left * shares.notesAlone));
  return { ...sizes, notesTokens: alone, tail };
}

/** The summary that fits, at need with the least in it; undefined where nothing fits or nothing is won. */
export function summarise(
  running: Running,
  plan: Plan,
  notes: Notes,
  space: number,
): Summary | undefined {
  const { record } = running;
  const least: Plan = {
    quoteTokens: Math.floor(space * lastShares.quotes),
    recordTokens: Math.floor(space * lastShares.record),
    notesTokens: 0,
    tail: noTail,
  };
  const most = Math.min(space, messagesTokens(record.messages()) - 1);
  return [entryFor(running, plan, notes), entryFor(running, least, { ...notes, text: "" })].find(
    (summary) => messagesTokens(fold(record.messages(), summary)) <= most,
  );
}

function entryFor(running: Running, plan: Plan, notes: Notes): Summary {
  const messages = running.record.messages();
  const dropped = messages.slice(0, messages.length - plan.tail.kept);
  const told = notes.text || digestFor(running, dropped, plan.notesTokens);
  return {
    type: "summary",
    text: textFor(running, plan, told),
    ...plan.tail,
    ...(notes.text === "" ? {} : { notes: notes.text }),
    usage: notes.usage,
  };
}

/** Without a model: its earlier notes, and what the newest calls came to. */
function digestFor({ agent, record }: Running, dropped: readonly Message[], maxTokens: number) {
  const earlier = clipToTokens(record.ledger().notes, Math.floor(maxTokens / 3));
  const calls = digest(dropped, maxTokens - estimateTokens(earlier), agent.say);
  return [earlier, calls].filter(Boolean).join("\n");
}

function textFor({ agent, record }: Running, plan: Plan, notes: string): string {
  const ledger = record.ledger();
  const tail = plan.tail.kept === 0 ? [] : record.messages().slice(-plan.tail.kept);
  const last = ledger.lastPrompt;
  // Attachments follow the prompt's own words.
  const lastFollows = tail.some(
    ({ role, text }) => role === "user" && (text === last || text.startsWith(`${last}\n\n`)),
  );
  return summaryText({ ...plan, say: agent.say, ledger, lastFollows, notes });
}
