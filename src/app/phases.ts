import type { Phase, PhaseControl, PhaseRole } from "../core/phase.ts";
import { type Effect, effects } from "../core/tool.ts";
import { fill } from "../lib/template.ts";
import type { Config } from "./config.ts";
import type { PhaseFields } from "./phase-fields.ts";
import type { AllWords } from "./words.ts";

export type PhaseWords = AllWords["phases"];

/** What the rest of the app lends to phase control. */
export type PhaseParts = Pick<PhaseControl, "wantsChange" | "asked"> & {
  readonly config: Config;
  readonly words: PhaseWords;
  readonly probe?: PhaseControl["probe"];
};

const usualStates: readonly PhaseRole[] = ["context", "plan", "implement"];

/** Phase control as the configuration has it; without one a person may still set a phase. */
export function phaseControlFor({ config, words, probe, ...lent }: PhaseParts): PhaseControl {
  const fields = config.fields.phase_control ?? {};
  const phases = phasesOf(fields, words);
  const mode = fields.mode ?? "off";
  const named = phases.find((phase) => phase.name === fields.default);
  const { rules = {} } = fields;
  return {
    mode,
    phases,
    first: (named ?? phases[0])?.name ?? "",
    rules: {
      minFilesRead: rules.min_files_read_for_plan ?? 1,
      planAfterRead: rules.auto_plan_after_read ?? true,
      writeToImplement: rules.write_to_implement ?? true,
    },
    binds: fields.bind ?? false,
    bindsByHand: fields.bind ?? true,
    hintsAreMessages: fields.inject !== "system",
    announce: (phase, binds) => announcement(phase, binds, words),
    ...lent,
    ...(probe === undefined || mode === "off" || mode === "rules" ? {} : { probe }),
  };
}

/** The configured phases in their order. */
export function phaseNames({ phase_control }: Config["fields"]): readonly string[] {
  const { states = usualStates } = phase_control ?? {};
  return states.map((state) => (typeof state === "string" ? state : state.name));
}

/** What of the settings of phases a person should know. */
export function phaseWarnings(fields: Config["fields"]): readonly string[] {
  const { default: first, prompts = {}, allow = {} } = fields.phase_control ?? {};
  const names = phaseNames(fields);
  const known = names.join(", ");
  const strangers = [...Object.keys(prompts), ...Object.keys(allow)].filter(
    (name) => !names.includes(name),
  );
  return [
    ...(first === undefined || names.includes(first)
      ? []
      : [
          `"phase_control.default": there is no phase "${first}"; it begins in "${names[0]}". Phases: ${known}.`,
        ]),
    ...strangers.map((name) => `"phase_control": there is no phase "${name}". Phases: ${known}.`),
  ];
}

function phasesOf(fields: PhaseFields, words: PhaseWords): readonly Phase[] {
  const states = fields.states ?? usualStates;
  return states.map((state, index) => {
    const own = typeof state === "string" ? { name: state } : state;
    const { name } = own;
    const role = own.role ?? roleOf(name, index, states.length);
    const hint = fields.prompts?.[name] ?? fill(words[`hint_${role}`], { name });
    return { name, role, hint, allow: fields.allow?.[name] ?? own.allow ?? allowedIn(role) };
  });
}

/** A name that says its role has it; others have it by their place: first, between, last. */
function roleOf(name: string, index: number, count: number): PhaseRole {
  const said = usualStates.find((role) => role === name.toLowerCase());
  if (said !== undefined) return said;
  if (index === count - 1) return count === 1 ? "context" : "implement";
  return index === 0 ? "context" : "plan";
}

function allowedIn(role: PhaseRole): readonly Effect[] {
  return role === "implement" ? effects : ["read"];
}

function announcement(phase: Phase | undefined, binds: boolean, words: PhaseWords): string {
  if (phase === undefined) return words.left;
  if (!binds) return "";
  if (effects.every((effect) => phase.allow.includes(effect))) return words.allows_all;
  return fill(words.allows_some, { effects: effectNames(phase.allow, words) });
}

export function effectNames(allow: readonly Effect[], words: PhaseWords): string {
  return allow.map((effect) => words[`effect_${effect}`]).join(", ");
}
