import { filesShownBy } from "./attachment.ts";
import { isObject } from "./coerce.ts";
import type { Entry } from "./event.ts";
import type { Usage } from "./model.ts";

export type CommandRun = { readonly command: string; readonly failed: boolean };

export type FailedCall = { readonly tool: string; readonly text: string };

/** What really happened, counted from the entries, so that compaction cannot lose it. */
export type Ledger = {
  /** What went before the first prompt. */
  readonly opening: string;
  readonly task: string;
  readonly lastPrompt: string;
  readonly read: readonly string[];
  readonly changed: readonly string[];
  readonly commands: readonly CommandRun[];
  readonly calls: number;
  readonly failures: number;
  /** The newest failed calls with the first line of what they said. */
  readonly failed: readonly FailedCall[];
  /** What the newest edit's failure said; undefined when the newest edit worked. */
  readonly failedEdit: string | undefined;
  /** What the newest refused permission said; undefined once such a call was allowed. */
  readonly denied: { readonly effect: string; readonly text: string } | undefined;
  readonly turns: number;
  readonly nudges: number;
  readonly totalTokens: number;
  /** What the newest reply ended the task with, where it did so by a call. */
  readonly finish: string;
  /** The newest hint of a phase or stage, which holds until the next one. */
  readonly hint: string;
  /** The model's own notes of the newest summary. */
  readonly notes: string;
};

export const emptyLedger: Ledger = {
  opening: "",
  task: "",
  lastPrompt: "",
  read: [],
  changed: [],
  commands: [],
  calls: 0,
  failures: 0,
  failed: [],
  failedEdit: undefined,
  denied: undefined,
  turns: 0,
  nudges: 0,
  totalTokens: 0,
  finish: "",
  hint: "",
  notes: "",
};

const commandsKept = 20;
const failuresKept = 4;
const failureChars = 160;

export function addToLedger(ledger: Ledger, entry: Entry): Ledger {
  switch (entry.type) {
    case "prompt":
      return {
        ...ledger,
        opening: ledger.opening || (entry.opening ?? ""),
        task: ledger.task || entry.text,
        lastPrompt: entry.text,
        read: merged(
          ledger.read,
          filesShownBy(entry).map((file) => file.path),
        ),
      };
    case "reply":
      return {
        ...ledger,
        finish: "",
        turns: ledger.turns + 1,
        totalTokens: ledger.totalTokens + used(entry.usage),
      };
    case "summary":
      return {
        ...ledger,
        totalTokens: ledger.totalTokens + used(entry.usage ?? {}),
        notes: entry.notes ?? ledger.notes,
      };
    case "phase":
      return {
        ...ledger,
        hint: entry.from === entry.to ? ledger.hint : entry.hint,
        totalTokens: ledger.totalTokens + used(entry.usage ?? {}),
      };
    case "stage":
      return entry.text === undefined ? ledger : { ...ledger, hint: entry.text };
    case "nudge":
      return { ...ledger, nudges: ledger.nudges + 1 };
    case "result":
      return withResult(ledger, entry);
    default:
      return ledger;
  }
}

function used({ inputTokens = 0, outputTokens = 0 }: Usage): number {
  return inputTokens + outputTokens;
}

function withResult(ledger: Ledger, entry: Extract<Entry, { type: "result" }>): Ledger {
  const { result, call, effect } = entry;
  const failed = result.failed === true;
  return {
    ...ledger,
    calls: ledger.calls + 1,
    failures: ledger.failures + (failed ? 1 : 0),
    failed: failed ? withFailure(ledger.failed, entry) : ledger.failed,
    read: merged(ledger.read, result.read),
    changed: merged(ledger.changed, result.changed),
    commands:
      effect === "execute" ? withCommand(ledger.commands, call.input, failed) : ledger.commands,
    ...(result.held === undefined ? cameTo(ledger, entry) : {}),
    finish: result.stop === undefined ? ledger.finish : result.text,
  };
}

/** What a call that was let through means for the run's verdict. */
function cameTo(
  ledger: Ledger,
  entry: Extract<Entry, { type: "result" }>,
): Pick<Ledger, "failedEdit" | "denied"> {
  const { result, effect } = entry;
  const failedEdit = result.failed === true ? result.text : undefined;
  return {
    failedEdit: effect === "write" ? failedEdit : ledger.failedEdit,
    denied: deniedAfter(ledger, entry),
  };
}

function withFailure(
  failed: readonly FailedCall[],
  { call, result }: Extract<Entry, { type: "result" }>,
): readonly FailedCall[] {
  const text = (result.text.split("\n", 1)[0] ?? "").slice(0, failureChars);
  return [...failed, { tool: call.name, text }].slice(-failuresKept);
}

function deniedAfter(
  ledger: Ledger,
  { result, effect }: Extract<Entry, { type: "result" }>,
): Ledger["denied"] {
  if (result.denied) return { effect: effect ?? "", text: result.text };
  const allowed = !result.failed && effect === ledger.denied?.effect;
  return allowed ? undefined : ledger.denied;
}

function withCommand(
  commands: readonly CommandRun[],
  input: unknown,
  failed: boolean,
): readonly CommandRun[] {
  const command = isObject(input) && typeof input.command === "string" ? input.command : "";
  return command === "" ? commands : [...commands, { command, failed }].slice(-commandsKept);
}

function merged(known: readonly string[], more: readonly string[] | undefined): readonly string[] {
  const fresh = (more ?? []).filter((path) => !known.includes(path));
  return fresh.length === 0 ? known : [...known, ...fresh];
}
