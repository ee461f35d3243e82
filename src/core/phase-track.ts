import type { Entry } from "./event.ts";

/** Who moved to a phase: the beginning of a run, a rule, a probe, an answer, or a person. */
export type PhaseBy = "start" | "rule" | "probe" | "answer" | "hand";

/** What a run has done so far, as far as phases are about it. */
export type PhaseSignals = {
  readonly filesRead: readonly string[];
  readonly filesChanged: readonly string[];
  readonly readTools: number;
  readonly writeTools: number;
  readonly planTools: number;
  readonly codeChange: boolean;
  readonly planDetected: boolean;
};

export type PhaseTrack = {
  /** "" where no phase holds. */
  readonly current: string;
  readonly by: PhaseBy | "";
  readonly turn: number;
  readonly signals: PhaseSignals;
  /** A plan was made since the phase began. */
  readonly plannedHere: boolean;
  /** Tools of the newest turn. */
  readonly toolsUsed: readonly string[];
};

const noSignals: PhaseSignals = {
  filesRead: [],
  filesChanged: [],
  readTools: 0,
  writeTools: 0,
  planTools: 0,
  codeChange: false,
  planDetected: false,
};

export const noTrack: PhaseTrack = {
  current: "",
  by: "",
  turn: 0,
  signals: noSignals,
  plannedHere: false,
  toolsUsed: [],
};

/** A new run counts anew, in the phase that the one before ended in. */
export function trackForRun({ current, by }: PhaseTrack): PhaseTrack {
  return { ...noTrack, current, by };
}

export function trackAfter(track: PhaseTrack, entry: Entry): PhaseTrack {
  switch (entry.type) {
    case "phase":
      if (entry.from === entry.to) return track;
      return { ...track, current: entry.to, by: entry.by ?? "rule", plannedHere: false };
    case "reply":
      return afterReply(track, entry);
    case "result":
      return afterResult(track, entry);
    default:
      return track;
  }
}

/** The phase that entries lead to, and who moved there. */
export function trackOf(entries: readonly Entry[]): Pick<PhaseTrack, "current" | "by"> {
  const last = entries.findLast((entry) => entry.type === "phase" && entry.from !== entry.to);
  return last?.type === "phase" ? { current: last.to, by: last.by ?? "rule" } : noTrack;
}

/** Lines of a list, which is how models write down steps. */
const listLine = /^\s*(?:[-*]|\d{1,2}[.)])\s+\S/m;

export function looksLikePlan(text: string): boolean {
  return listLine.test(text);
}

function afterReply(track: PhaseTrack, { message }: Extract<Entry, { type: "reply" }>): PhaseTrack {
  const planned = message.calls.length > 0 && looksLikePlan(message.text);
  return {
    ...track,
    turn: track.turn + 1,
    toolsUsed: message.calls.map((call) => call.name),
    plannedHere: track.plannedHere || planned,
    signals: { ...track.signals, planDetected: track.signals.planDetected || planned },
  };
}

function afterResult(
  track: PhaseTrack,
  { result, effect }: Extract<Entry, { type: "result" }>,
): PhaseTrack {
  const { signals } = track;
  // A call that a phase did not let run is no sign of anything done.
  if (result.held !== undefined) return track;
  const changed = result.changed ?? [];
  const planned = result.planned === true;
  return {
    ...track,
    plannedHere: track.plannedHere || planned,
    signals: {
      filesRead: merged(signals.filesRead, result.read),
      filesChanged: merged(signals.filesChanged, changed),
      readTools: signals.readTools + (effect === "read" && !planned ? 1 : 0),
      writeTools: signals.writeTools + (effect === "write" ? 1 : 0),
      planTools: signals.planTools + (planned ? 1 : 0),
      codeChange: signals.codeChange || changed.length > 0,
      planDetected: signals.planDetected,
    },
  };
}

function merged(known: readonly string[], more: readonly string[] = []): readonly string[] {
  const fresh = more.filter((path) => !known.includes(path));
  return fresh.length === 0 ? known : [...known, ...fresh];
}
