import { estimateTokens } from "../lib/tokens.ts";
import { clipToTokens } from "./budget.ts";
import type { Ledger } from "./ledger.ts";
import type { Say } from "./say.ts";

export type SummarySizes = {
  /** For the words of the user: whole where they fit, else their heads and tails. */
  readonly quoteTokens: number;
  /** For the record of what was done. */
  readonly recordTokens: number;
};

export type SummaryView = SummarySizes & {
  readonly say: Say;
  readonly ledger: Ledger;
  /** The user's newest message stands in the messages that follow. */
  readonly lastFollows: boolean;
  readonly notes: string;
};

/**
 * The message that replaces the past. It begins as the first message did, so that a server keeps what
 * it has read of it; then comes what really happened, counted by us, then the notes.
 */
export function summaryText(view: SummaryView): string {
  const { say, ledger, notes } = view;
  const quotes = quoted(ledger, view.quoteTokens);
  const last = view.lastFollows ? "" : quotes.last;
  return [
    quotes.opening,
    quotes.task,
    say("summary_head"),
    last === "" ? "" : `${say("summary_last")}\n${last}`,
    `${say("summary_record")}\n${recordText(ledger, view.recordTokens, say)}`,
    notes === "" ? "" : `${say("summary_notes")}\n${notes}`,
    ledger.hint,
    say("summary_go_on"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

export type Quotes = { readonly opening: string; readonly task: string; readonly last: string };

const leastOpeningTokens = 60;

/** The user's words in so many tokens: the newest message first, then the task, then the opening. */
export function quoted({ opening, task, lastPrompt }: Ledger, maxTokens: number): Quotes {
  const last = lastPrompt === task ? "" : lastPrompt;
  const taskTokens = estimateTokens(task);
  const lastRoom = Math.max(maxTokens / 2, maxTokens - taskTokens);
  const clippedLast = clipToTokens(last, lastRoom);
  const taskRoom = maxTokens - estimateTokens(clippedLast);
  const clippedTask = clipToTokens(task, taskRoom);
  const left = taskRoom - estimateTokens(clippedTask);
  const clippedOpening = left < leastOpeningTokens ? "" : clipToTokens(opening, left);
  return { opening: clippedOpening, task: clippedTask, last: clippedLast };
}

const commandChars = 100;

/** What was done, from the ledger: no model can forget or invent it. */
function recordText(ledger: Ledger, maxTokens: number, say: Say): string {
  const commands = ledger.commands.map(({ command, failed }) =>
    say(failed ? "summary_command_failed" : "summary_command_ok", {
      command: command.replace(/\s+/g, " ").slice(0, commandChars),
    }),
  );
  const failures = ledger.failed.map(({ tool, text }) => `${tool}: ${text.replace(/\.$/, "")}`);
  const none = say("summary_none");
  return [
    say("summary_calls", { calls: ledger.calls, failures: ledger.failures }),
    say("summary_changed", { files: newest(ledger.changed, maxTokens * 0.35, say) || none }),
    say("summary_read", { files: newest(ledger.read, maxTokens * 0.2, say) || none }),
    say("summary_commands", { commands: newest(commands, maxTokens * 0.2, say) || none }),
    say("summary_failures", { failures: newest(failures, maxTokens * 0.2, say) || none }),
  ].join("\n");
}

/** The newest of a list that fit, and how many older ones there are. */
function newest(items: readonly string[], maxTokens: number, say: Say): string {
  let room = maxTokens;
  let first = items.length;
  while (first > 0) {
    room -= estimateTokens(items[first - 1] ?? "") + 1;
    if (room < 0) break;
    first -= 1;
  }
  const shown = items.slice(first).join(", ");
  const more = first === 0 ? "" : say("summary_more", { count: first });
  return [shown, more].filter(Boolean).join(", ");
}
