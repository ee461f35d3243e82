import type { ChatModel, Usage } from "../core/model.ts";
import { ModelError } from "../core/model.ts";
import type { Probed } from "../core/phase.ts";
import type { PhaseTrack } from "../core/phase-track.ts";
import { fill } from "../lib/template.ts";
import { estimateTokens } from "../lib/tokens.ts";
import type { PhaseWords } from "./phases.ts";

export type ProbeParts = {
  /** For small questions, on a slot of its own where the server has one. */
  readonly model: ChatModel;
  readonly phases: readonly string[];
  readonly words: Pick<PhaseWords, "probe_system" | "probe_user">;
  readonly maxTokens: number;
};

/** Asks in which phase the agent is: one small request without tools or history. */
export async function askPhase(
  parts: ProbeParts,
  track: PhaseTrack,
  signal: AbortSignal,
): Promise<Probed> {
  const { phases, words } = parts;
  const system = fill(words.probe_system, { phases: phases.join(", ") });
  const text = fill(words.probe_user, valuesOf(track));
  try {
    const { answer, usage } = await heard(parts, { system, text }, signal);
    return { ...readAnswer(answer, phases), usage };
  } catch (error) {
    if (signal.aborted) return { usage: {} };
    if (!(error instanceof ModelError)) throw error;
    return { problem: `phase_probe_error: ${error.message} The phase stays.`, usage: {} };
  }
}

async function heard(
  { model, maxTokens }: ProbeParts,
  { system, text }: { readonly system: string; readonly text: string },
  signal: AbortSignal,
): Promise<{ readonly answer: string; readonly usage: Usage }> {
  const messages = [{ role: "user" as const, text }];
  let answer = "";
  for await (const event of model.stream({ system, messages, tools: [] }, signal)) {
    if (event.type === "reply") return { answer: event.message.text, usage: event.usage };
    if (event.type === "text") answer += event.delta;
    // A server that knows no limit is left in the middle of its answer.
    if (estimateTokens(answer) > maxTokens) break;
  }
  return { answer, usage: {} };
}

const shownChars = 120;

/** The phase that an answer names: JSON, fenced or among other words. */
export function readAnswer(answer: string, phases: readonly string[]): Omit<Probed, "usage"> {
  const named = phaseIn(answer)?.trim().toLowerCase();
  const to = phases.find((phase) => phase.toLowerCase() === named);
  if (to !== undefined) return { to };
  const shown = answer.replace(/\s+/g, " ").trim().slice(0, shownChars);
  const problem = `phase_probe_parse_error: "${shown}" names none of ${phases.join(", ")}. The phase stays.`;
  return { problem };
}

function phaseIn(answer: string): string | undefined {
  const [json] = /\{[\s\S]*\}/.exec(answer) ?? [];
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== "object" || value === null || !("phase" in value)) return undefined;
    return typeof value.phase === "string" ? value.phase : undefined;
  } catch {
    return undefined;
  }
}

function valuesOf({ current, signals, turn, toolsUsed }: PhaseTrack) {
  return {
    prev_phase: current,
    read_tools: signals.readTools,
    write_tools: signals.writeTools,
    plan_tools: signals.planTools,
    files_read: signals.filesRead.join(", ") || "none",
    files_changed: signals.filesChanged.join(", ") || "none",
    code_change: String(signals.codeChange),
    plan_detected: String(signals.planDetected),
    turn,
    tools_used: toolsUsed.join(", ") || "none",
  };
}
