import { fixedTokens, messagesTokens } from "./budget.ts";
import type { Entry } from "./event.ts";
import { fold } from "./fold.ts";
import { addToLedger, emptyLedger, type Ledger } from "./ledger.ts";
import type { Message } from "./message.ts";
import type { ChatRequest } from "./model.ts";

/** The conversation while a run goes on: everything is folded from the entries added. */
export type RunRecord = {
  readonly messages: () => readonly Message[];
  /** Of the whole conversation. */
  readonly ledger: () => Ledger;
  /** Of this run alone. */
  readonly runLedger: () => Ledger;
  /** Tokens the next request is expected to have. */
  readonly expectedTokens: (request: ChatRequest) => number;
  add<One extends Entry>(entry: One): One;
};

type Measured = { readonly tokens: number; readonly messages: number };

export function openRecord(history: readonly Entry[]): RunRecord {
  let messages: readonly Message[] = [];
  let ledger = emptyLedger;
  let runLedger = emptyLedger;
  let measured: Measured | undefined;
  const add = <One extends Entry>(entry: One): One => {
    messages = fold(messages, entry);
    ledger = addToLedger(ledger, entry);
    runLedger = addToLedger(runLedger, entry);
    measured = measuredAfter(measured, entry, messages.length);
    return entry;
  };
  for (const entry of history) add(entry);
  runLedger = emptyLedger;
  return {
    messages: () => messages,
    ledger: () => ledger,
    runLedger: () => runLedger,
    expectedTokens: (request) =>
      measured === undefined
        ? fixedTokens(request.system, request.tools) + messagesTokens(messages)
        : measured.tokens + messagesTokens(messages.slice(measured.messages)),
    add,
  };
}

/** The server's own count of a request and its reply beats any estimate, until the past is rewritten. */
function measuredAfter(
  measured: Measured | undefined,
  entry: Entry,
  messages: number,
): Measured | undefined {
  if (entry.type === "summary") return undefined;
  if (entry.type !== "reply" || !entry.usage.inputTokens) return measured;
  return { tokens: entry.usage.inputTokens + (entry.usage.outputTokens ?? 0), messages };
}
