import type { Fixed } from "./budget.ts";
import { type LostCache, newTrack, trackCache } from "./cache-break.ts";
import type { Entry } from "./event.ts";
import { fold, foldInto } from "./fold.ts";
import { addToLedger, emptyLedger, type Ledger } from "./ledger.ts";
import type { Message } from "./message.ts";
import { noTrack, type PhaseTrack, trackAfter, trackForRun } from "./phase-track.ts";
import {
  type Count,
  countAfter,
  countTokens,
  fits,
  newCount,
  tokensPerEstimated,
} from "./token-count.ts";

/** The conversation while a run goes on: everything is folded from the entries added. */
export type RunRecord = {
  readonly messages: () => readonly Message[];
  /** Of the whole conversation. */
  readonly ledger: () => Ledger;
  /** Of this run alone. */
  readonly runLedger: () => Ledger;
  /** The phase that holds, and what this run has done. */
  readonly phase: () => PhaseTrack;
  /** Estimated tokens of the system text and the tools. */
  readonly fixedTokens: () => number;
  /** Tokens the next request is expected to have. */
  readonly expectedTokens: () => number;
  /** Whether it is expected to have at most so many. */
  readonly fits: (tokens: number) => boolean;
  /** Real tokens that one estimated token must be taken for, as far as the server has told. */
  readonly tokenRatio: () => number;
  /** Whether the server has counted this conversation since it was last shortened. */
  readonly isMeasured: () => boolean;
  /** What the server had in its cache and read again for the newest reply. */
  readonly lostCache: () => LostCache | undefined;
  /** Whether the conversation was already shortened because the server refused its next request. */
  readonly refused: () => boolean;
  add<One extends Entry>(entry: One): One;
};

export type RecordStart = {
  readonly history: readonly Entry[];
  /** The system text and the tools. */
  readonly fixed: Fixed;
  /** The entry of the history with which this run began; its length for a run that begins now. */
  readonly runStart: number;
};

/** All of it follows from the entries, so that a resumed run decides as the first one would have. */
export function openRecord({ history, fixed, runStart }: RecordStart): RunRecord {
  let entries = 0;
  let messages: readonly Message[] = [];
  let ledger = emptyLedger;
  let runLedger = emptyLedger;
  let track = noTrack;
  let cache = newTrack;
  let refused = false;
  let count: Count = newCount(fixed);
  const note = (entry: Entry, after: () => readonly Message[]): void => {
    count = countAfter(count, entry, messages);
    cache = trackCache(cache, entry);
    messages = after();
    ledger = addToLedger(ledger, entry);
    track = trackAfter(entries === runStart ? trackForRun(track) : track, entry);
    if (entries >= runStart) runLedger = addToLedger(runLedger, entry);
    refused = entry.type === "reply" ? false : refused || isRefused(entry);
    entries += 1;
  };
  let past: Message[] = [];
  for (const entry of history) {
    note(entry, () => {
      past = foldInto(past, entry);
      return past;
    });
  }
  const add = <One extends Entry>(entry: One): One => {
    note(entry, () => fold(messages, entry));
    return entry;
  };
  return {
    messages: () => messages,
    ledger: () => ledger,
    runLedger: () => runLedger,
    phase: () => track,
    fixedTokens: fixed.tokens,
    expectedTokens: () => countTokens(count, messages),
    fits: (tokens) => fits(count, messages, tokens),
    tokenRatio: () => tokensPerEstimated(count),
    isMeasured: () => count.measured !== undefined,
    lostCache: () => cache.lost,
    refused: () => refused,
    add,
  };
}

function isRefused(entry: Entry): boolean {
  return entry.type === "summary" && entry.refused === true;
}
