import type { Usage } from "./model.ts";
import type { PhaseSignals, PhaseTrack } from "./phase-track.ts";
import type { Effect } from "./tool.ts";

/** What a phase is for: rules lead to roles, whatever the phases are called. */
export type PhaseRole = "context" | "plan" | "implement";

export type Phase = {
  readonly name: string;
  readonly role: PhaseRole;
  /** What the model is told when the phase begins; "" for nothing. */
  readonly hint: string;
  /** What calls may do in it where it binds. */
  readonly allow: readonly Effect[];
};

/** `rules`: by what was done. `llm`: a small question each turn. `hybrid`: that where no rule decides. */
export type PhaseMode = "off" | "rules" | "llm" | "hybrid";

export type PhaseRules = {
  readonly minFilesRead: number;
  readonly planAfterRead: boolean;
  readonly writeToImplement: boolean;
};

/** The answer of a probe; without `to` the phase stays, and `problem` says why. */
export type Probed = {
  readonly to?: string;
  readonly problem?: string;
  readonly usage: Usage;
};

/** Everything that moves an agent from phase to phase. */
export type PhaseControl = {
  readonly mode: PhaseMode;
  /** In their order; the first is not always the one that begins. */
  readonly phases: readonly Phase[];
  readonly first: string;
  readonly rules: PhaseRules;
  /** Whether phases that the control moves to bind; one that a person sets is asked for by `bindsByHand`. */
  readonly binds: boolean;
  readonly bindsByHand: boolean;
  /** False where hints go into the system text instead, as the Python original had it. */
  readonly hintsAreMessages: boolean;
  /** Follows a phase's hint: which effects are allowed from now on. */
  readonly announce: (phase: Phase | undefined, binds: boolean) => string;
  /** Whether this prompt must end with a change, whatever the phase allows. */
  readonly wantsChange: (prompt: string) => boolean;
  /** The phase a person asked for meanwhile; taken once. "" leaves the phase that was set. */
  readonly asked: () => string | undefined;
  readonly probe?: (track: PhaseTrack, signal: AbortSignal) => Promise<Probed>;
};

export type Move = { readonly to: string; readonly why: string };

export function phaseNamed({ phases }: PhaseControl, name: string): Phase | undefined {
  return phases.find((phase) => phase.name === name);
}

/** The phase that holds and who moved there. */
export type Holding = Pick<PhaseTrack, "current" | "by">;

/** The phase whose limits hold now; undefined where none does. */
export function bindingPhase(control: PhaseControl, { current, by }: Holding): Phase | undefined {
  const binds = by === "hand" ? control.bindsByHand : control.binds;
  return binds ? phaseNamed(control, current) : undefined;
}

/**
 * What the rules say after a turn; undefined where none decides. They only lead forward: a phase once
 * left is not entered again before the next prompt.
 */
export function moveByRules(control: PhaseControl, track: PhaseTrack): Move | undefined {
  const { rules, phases } = control;
  const { signals, current } = track;
  const at = phases.findIndex((phase) => phase.name === current);
  const firstOf = (role: PhaseRole) => phases.findIndex((phase) => phase.role === role);
  const forward = (to: number, why: string): Move => ({
    to: phases[Math.max(at, to)]?.name ?? current,
    why,
  });
  if (rules.writeToImplement && wrote(signals)) return forward(firstOf("implement"), "a write");
  const plan = firstOf("plan");
  const planned = signals.planTools > 0 || signals.planDetected;
  if (planned && at < plan) return forward(plan, "a plan was made");
  if (track.plannedHere && isHeld(control, track)) return forward(at + 1, "the plan is made");
  const enough = signals.filesRead.length >= rules.minFilesRead;
  if (rules.planAfterRead && phases[at]?.role === "context" && enough && at < plan) {
    return forward(plan, `files read: ${signals.filesRead.length}`);
  }
  return undefined;
}

/**
 * Where an answer without calls leads: a phase that forbids changes is over with it, if the task asks
 * for one. A phase that a person set is left by a person alone.
 */
export function moveByAnswer(
  control: PhaseControl,
  track: PhaseTrack,
  prompt: string,
): Move | undefined {
  if (control.mode === "off" || track.by === "hand" || !isHeld(control, track)) return undefined;
  if (!control.wantsChange(prompt)) return undefined;
  const at = control.phases.findIndex((phase) => phase.name === track.current);
  const next = control.phases[at + 1];
  return next && { to: next.name, why: "an answer" };
}

/** Whether the phase that holds forbids changes. */
export function isHeld(control: PhaseControl, track: Holding): boolean {
  const phase = bindingPhase(control, track);
  return phase !== undefined && !phase.allow.includes("write");
}

function wrote({ writeTools, codeChange }: PhaseSignals): boolean {
  return writeTools > 0 || codeChange;
}
