import { ConfigError } from "../app/config-error.ts";
import { isOn, type Mechanism } from "../app/mechanisms.ts";
import type { SettingsFile } from "../app/settings.ts";
import { nearest } from "../lib/near.ts";

/** A part of the harness that a run can do without. */
export type Switch = {
  readonly name: string;
  /** What it does for the model. */
  readonly what: string;
  /** What is counted of it in a row's `mechanisms`; nothing where it is no deed that can be counted. */
  readonly counters: readonly string[];
  isOn(fields: SettingsFile): boolean;
  /** The fields that turn it off. */
  off(fields: SettingsFile): SettingsFile;
};

const leftOut: Readonly<Record<Mechanism, string>> = {
  nudge_empty: "asks again after a reply without text and calls",
  nudge_announced: "asks for the call that was announced",
  nudge_unchanged: "reminds of a change that is missing at the end",
  text_calls: "reads calls that were written as text",
  repetition_stop: "stops a reply that says the same again and again",
  repeat_gate: "notes, corrects and ends calls that are repeated",
  fresh_gate: "refuses changes of files that were not read, or changed since",
  edit_leniency: "finds an edit's old text though blanks, quotes or indentation differ",
  summary_notes: "asks for a summary where the past no longer fits",
};

const ofFields: readonly Switch[] = [
  {
    name: "line_numbers",
    what: "shows files with line numbers",
    counters: [],
    isOn: ({ read_format, edit_format }) => read_format !== "raw" && edit_format !== "anchored",
    off: () => ({ read_format: "raw" }),
  },
  {
    name: "change_expected",
    what: "counts a run that should change something and did not as failed",
    counters: ["change_expected", "nudge_unchanged"],
    isOn: ({ require_code_change }) => require_code_change !== false,
    off: () => ({ require_code_change: false }),
  },
  {
    name: "phases",
    what: "leads through context, plan and implement",
    counters: ["phases", "bounds_gate"],
    isOn: ({ phase_control }) => (phase_control?.mode ?? "off") !== "off",
    off: () => ({ phase_control: { mode: "off" } }),
  },
];

export const switches: readonly Switch[] = [
  ...Object.entries(leftOut).map(([key, what]): Switch => {
    // The record's keys are the mechanisms.
    const name = key as Mechanism;
    return {
      name,
      what,
      counters: [name],
      isOn: (fields) => isOn(fields, name),
      off: ({ without = [] }) => ({ without: [...without, name] }),
    };
  }),
  ...ofFields,
];

/** The mechanisms that are meant: all that are on where none is named. Throws ConfigError. */
export function wantedSwitches(
  names: readonly string[] | undefined,
  fields: SettingsFile,
): readonly Switch[] {
  if (names === undefined) return switches.filter((one) => one.isOn(fields));
  return [...new Set(names)].map((name) => {
    const found = switches.find((one) => one.name === name);
    if (found === undefined) {
      const all = switches.map((one) => one.name);
      const [near] = nearest(name, all, 1);
      const hint = near === undefined ? "" : ` Did you mean "${near}"?`;
      throw new ConfigError(
        `There is no mechanism "${name}".${hint} Mechanisms: ${all.join(", ")}.`,
      );
    }
    if (found.isOn(fields)) return found;
    throw new ConfigError(`"${name}" is off in this agent already; leave it out of --off.`);
  });
}
