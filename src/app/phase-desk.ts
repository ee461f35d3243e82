import type { Entry } from "../core/event.ts";
import type { ChatModel } from "../core/model.ts";
import { bindingPhase, isHeld, type PhaseControl, phaseNamed } from "../core/phase.ts";
import { trackOf } from "../core/phase-track.ts";
import type { Bounds } from "../gates/bounds.ts";
import { wrapped } from "../models/wrapped.ts";
import { ConfigError } from "./config-error.ts";
import { effectNames, type PhaseParts, phaseControlFor } from "./phases.ts";

/** The phases of one conversation: what moves them, what the present one forbids, who asks for another. */
export type PhaseDesk = {
  readonly control: PhaseControl;
  /** The phase that holds now; "" for none. */
  readonly current: () => string;
  /** What calls may do now; undefined where no phase binds. */
  readonly bounds: () => Bounds | undefined;
  /** Whether the phase that holds forbids changes. */
  readonly isHeld: () => boolean;
  /** Asks for a phase while a run goes on; "" leaves the one that was set. Throws ConfigError. */
  ask(name: string): void;
  /** What was asked for and no run has taken. */
  readonly left: () => string | undefined;
  /** With hints in the system text: the model that gets them there. */
  hinted(model: ChatModel): ChatModel;
};

export type DeskParts = Omit<PhaseParts, "asked"> & { readonly entries: () => readonly Entry[] };

export function openPhaseDesk(parts: DeskParts): PhaseDesk {
  const waiting: { name: string | undefined } = { name: undefined };
  const left = () => {
    const { name } = waiting;
    waiting.name = undefined;
    return name;
  };
  const control = phaseControlFor({ ...parts, asked: left });
  const now = () => trackOf(parts.entries());
  const bounds = () => {
    const phase = bindingPhase(control, now());
    if (phase === undefined) return undefined;
    const { name, allow: effects } = phase;
    return { kind: "phase" as const, name, effects, allowed: effectNames(effects, parts.words) };
  };
  return {
    control,
    current: () => now().current,
    bounds,
    isHeld: () => isHeld(control, now()),
    ask(name) {
      checkPhase(control, name);
      waiting.name = name;
    },
    left,
    hinted: (model) => (control.hintsAreMessages ? model : inSystem(model, control, now)),
  };
}

function checkPhase(control: PhaseControl, name: string): void {
  if (name === "" || phaseNamed(control, name) !== undefined) return;
  const names = control.phases.map((phase) => phase.name).join(", ");
  throw new ConfigError(`There is no phase "${name}". Phases: ${names}.`);
}

/** The Python original's way: each move changes what every request begins with. */
function inSystem(
  model: ChatModel,
  control: PhaseControl,
  now: () => ReturnType<typeof trackOf>,
): ChatModel {
  return wrapped(model, (request, signal) => {
    const phase = phaseNamed(control, now().current);
    const binds = bindingPhase(control, now()) !== undefined;
    const hint = phase && [phase.hint, control.announce(phase, binds)].filter(Boolean).join("\n");
    const system = hint ? `${request.system}\n${hint}` : request.system;
    return model.stream({ ...request, system }, signal);
  });
}
