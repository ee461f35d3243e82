import type { Gate, GatedCall } from "../core/gate.ts";
import { refusedKind } from "../core/refused-call.ts";
import type { ToolResult } from "../core/tool.ts";
import { clip } from "../lib/text.ts";
import { cycleAtEnd } from "./cycle.ts";
import type { GateSay } from "./say.ts";

export type RepeatOptions = {
  readonly say: GateSay;
  /** Tools that may be called alike again and again. Default: shell_job, which is made for waiting. */
  readonly exempt?: readonly string[];
};

/** How often the same call with the same result gets a note, a correction instead, and ends the run. */
const repeatsNoted = 2;
const repeatsCorrected = 3;
const repeatsStopped = 4;
/** A write that changes nothing is never made again for a reason. */
const noOpsStopped = 3;
const unknownsCorrected = 2;
const callsRemembered = 40;
const resultChars = 600;

/** What the newest time of a call came to. */
type Seen = {
  readonly outcome: string;
  readonly count: number;
  /** Changes made by other calls until then. */
  readonly elsewhere: number;
};

/**
 * Notices a call that is made again with the same result while nothing else changed, and calls that
 * go round in a circle; it says so in steps and then ends the run. One gate holds for one run.
 */
export function repeatGate({ say, exempt = ["shell_job"] }: RepeatOptions): Gate {
  const seen = new Map<string, Seen>();
  const changesBy = new Map<string, number>();
  const recent: string[] = [];
  let changes = 0;
  let refusals: Refusals = { by: "", count: 0 };
  return async (gated, next) => {
    const result = await next(gated);
    refusals = refusalsAfter(refusals, result);
    if (result.held !== undefined) return answerToHeld(result, refusals, say);
    if (exempt.includes(gated.tool.name) || result.stop !== undefined) return result;
    const key = keyOf(gated);
    const outcome = outcomeOf(gated, result);
    const elsewhere = changes - (changesBy.get(key) ?? 0);
    const before = seen.get(key);
    const isSame = before?.outcome === outcome && before.elsewhere === elsewhere;
    const count = isSame ? before.count + 1 : 1;
    seen.set(key, { outcome, count, elsewhere });
    recent.push(`${key}\n${outcome}`);
    recent.splice(0, recent.length - callsRemembered);
    if (hasChanged(gated, result)) {
      changes += 1;
      changesBy.set(key, (changesBy.get(key) ?? 0) + 1);
    }
    return answerTo(gated, result, { count, rounds: cycleAtEnd(recent) }, say);
  };
}

/** Calls in a row that a phase or stage did not let run, whatever they were. */
type Refusals = { readonly by: string; readonly count: number };

function refusalsAfter({ by, count }: Refusals, { held, failed }: ToolResult): Refusals {
  if (held !== undefined) return { by: held, count: held === by ? count + 1 : 1 };
  return failed ? { by, count } : { by: "", count: 0 };
}

function answerToHeld(result: ToolResult, { by, count }: Refusals, say: GateSay): ToolResult {
  if (count >= repeatsStopped) {
    return { ...result, text: say("held_stop", { name: by, count }), stop: "loop" };
  }
  if (count < repeatsNoted) return result;
  return { ...result, text: `${result.text}\n${say("held_note", { count })}` };
}

type Repeats = { readonly count: number; readonly rounds: number };

function answerTo(
  gated: GatedCall,
  result: ToolResult,
  { count, rounds }: Repeats,
  say: GateSay,
): ToolResult {
  const most = Math.max(count, rounds);
  const stopsAt = isNoOp(gated, result) ? noOpsStopped : repeatsStopped;
  if (count >= stopsAt || rounds >= repeatsStopped) {
    return { ...result, text: say("repeat_stop", { count: most }), failed: true, stop: "loop" };
  }
  const shown = clip(result.text, resultChars);
  if (refusedKind(gated.tool) === "unknown" && count >= unknownsCorrected) {
    const { name } = gated.call;
    return { ...result, text: say("repeat_unknown", { name, count, result: shown }) };
  }
  if (most >= repeatsCorrected) {
    const word = rounds > count ? "repeat_cycle" : "repeat_correct";
    return { ...result, text: say(word, { count: most, result: shown }) };
  }
  if (count < repeatsNoted) return result;
  return { ...result, text: `${result.text}\n${say("repeat_note", { count })}` };
}

/** What makes two calls the same; an unknown tool is the same whatever it is given. */
function keyOf({ call, tool, input }: GatedCall): string {
  switch (refusedKind(tool)) {
    case "unknown":
      return `${tool.name} ${call.name}`;
    case "unfit":
      return `${call.name} ${call.raw ?? stable(call.input)}`;
    case undefined:
      return `${tool.name} ${stable(input)}`;
  }
}

/** What makes two results the same: how long it took, when, and where the whole is kept do not count. */
function outcomeOf(gated: GatedCall, result: ToolResult): string {
  if (isNoOp(gated, result)) return "no-op";
  const text = result.text
    .replace(/\d+(\.\d+)?\s?(ms|s|secs?|seconds?|minutes?)\b/g, "#")
    .replace(/\S*\b(shell|job|result)-[\w-]+\.txt/g, "#")
    .replace(/\d{1,2}:\d{2}:\d{2}(\.\d+)?/g, "#");
  return `${result.failed === true} ${Bun.hash(text)}`;
}

/** A write that left every file as it was, whether it said so kindly or as a failure. */
function isNoOp({ tool }: GatedCall, result: ToolResult): boolean {
  return tool.effect === "write" && !result.denied && (result.changed ?? []).length === 0;
}

/** A command that does not say what it changed may have changed anything. */
function hasChanged({ tool }: GatedCall, result: ToolResult): boolean {
  if (result.changed !== undefined) return result.changed.length > 0;
  return tool.effect === "execute" && !result.failed;
}

/** The same text for the same value, whatever the order of its keys. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
