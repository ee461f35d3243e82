import type { AgentEvent, Entry } from "./event.ts";
import {
  bindingPhase,
  type Move,
  moveByAnswer,
  moveByRules,
  type PhaseControl,
  phaseNamed,
} from "./phase.ts";
import type { PhaseBy, PhaseTrack } from "./phase-track.ts";
import type { RunRecord } from "./record.ts";
import type { Running } from "./run.ts";

type PhaseEntry = Extract<Entry, { type: "phase" }>;

/** A prompt begins in the first phase; a phase that a person set goes on. */
export function* beginPhase({ agent, record }: Running): Generator<AgentEvent> {
  const control = agent.phases;
  const track = record.phase();
  if (control === undefined || control.mode === "off") return;
  const isSet = track.by === "hand" && track.current !== "";
  if (isSet || track.current === control.first) return;
  yield record.add(phaseEntry(control, track, { to: control.first, why: "a prompt" }, "start"));
}

/** After the calls of a turn: the phase moves or stays, and either is recorded with its signals. */
export async function* movePhase(running: Running): AsyncGenerator<AgentEvent> {
  const { agent, record } = running;
  const control = agent.phases;
  if (control === undefined) return;
  const track = record.phase();
  const asked = control.asked();
  if (asked !== undefined) {
    yield record.add(phaseByHand(control, track, asked));
    return;
  }
  if (control.mode === "off" || track.current === "" || track.by === "hand") return;
  const ruled = control.mode === "llm" ? undefined : moveByRules(control, track);
  if (ruled !== undefined || control.mode === "rules") {
    yield record.add(phaseEntry(control, track, ruled ?? staying(track), "rule"));
  } else yield* probePhase(running, control, track);
}

async function* probePhase(
  { record, deadline }: Running,
  control: PhaseControl,
  track: PhaseTrack,
): AsyncGenerator<AgentEvent> {
  const probed = await control.probe?.(track, deadline.signal);
  if (probed?.problem !== undefined) yield record.add({ type: "notice", text: probed.problem });
  const move = probed?.to === undefined ? staying(track) : { to: probed.to, why: "a probe" };
  const entry = phaseEntry(control, track, move, "probe");
  yield record.add(probed === undefined ? entry : { ...entry, usage: probed.usage });
}

/** The entry that an answer without calls leads to; undefined where the run may end with it. */
export function phaseAfterAnswer(
  control: PhaseControl | undefined,
  record: RunRecord,
): PhaseEntry | undefined {
  if (control === undefined) return undefined;
  const track = record.phase();
  const move = moveByAnswer(control, track, record.runLedger().lastPrompt);
  return move && phaseEntry(control, track, move, "answer");
}

/** A person's choice; "" leaves the phase. It is one message more and nothing else. */
export function phaseByHand(
  control: PhaseControl,
  { current: from }: Pick<PhaseTrack, "current">,
  to: string,
): PhaseEntry {
  return {
    type: "phase",
    from,
    to,
    why: "set by hand",
    hint: from === to ? "" : hintFor(control, to, "hand"),
    by: "hand",
  };
}

function staying({ current }: PhaseTrack): Move {
  return { to: current, why: "nothing asks for another one" };
}

function phaseEntry(
  control: PhaseControl,
  track: PhaseTrack,
  { to, why }: Move,
  by: PhaseBy,
): PhaseEntry {
  const { current: from, turn, signals } = track;
  return {
    type: "phase",
    from,
    to,
    why,
    hint: from === to ? "" : hintFor(control, to, by),
    by,
    turn,
    signals: {
      ...signals,
      filesRead: signals.filesRead.length,
      filesChanged: signals.filesChanged.length,
    },
  };
}

function hintFor(control: PhaseControl, to: string, by: PhaseBy): string {
  if (!control.hintsAreMessages) return "";
  const phase = phaseNamed(control, to);
  const binds = bindingPhase(control, { current: to, by }) !== undefined;
  return [phase?.hint ?? "", control.announce(phase, binds)].filter(Boolean).join("\n");
}
