import type { Entry } from "../core/event.ts";
import type { FlowSay } from "../core/flow-say.ts";
import type { Gate } from "../core/gate.ts";
import { boundsGate } from "../gates/bounds.ts";
import { checkpointGates } from "../gates/checkpoint.ts";
import { clipGate } from "../gates/clip.ts";
import { freshGate } from "../gates/fresh.ts";
import { permissionGate } from "../gates/permission.ts";
import { protectGate } from "../gates/protect.ts";
import { repeatGate } from "../gates/repeat.ts";
import type { GateSay } from "../gates/say.ts";
import { stageDoneGate } from "../gates/stage-done.ts";
import { fill } from "../lib/template.ts";
import type { Parts } from "./assemble.ts";
import { bareRule } from "./bare-rule.ts";
import { flowTools } from "./flow-tools.ts";
import { isOn } from "./mechanisms.ts";
import { openStage, stageBounds } from "./open-stage.ts";

/** What was said before this conversation's first run, and all of it as it grows. */
export type Told = {
  readonly history: readonly Entry[];
  readonly entries: () => readonly Entry[];
};

/**
 * The gates of a conversation, for one run after the other: what was read and what was allowed "always"
 * holds for all of them, repetition is counted anew. The first gate is the outermost: it sees every call
 * first and every result last.
 */
export function gatesOf(parts: Parts, told: Told): () => readonly Gate[] {
  const { config, words, scratchDir, historyEndMs, phases, open } = parts;
  const { fields, cwd: root } = config;
  const say: GateSay = (key, values = {}) => fill(words.gates[key], values);
  const flowSay: FlowSay = (key, values = {}) => fill(words.flows[key], values);
  const flowing = { say: flowSay, tools: flowTools(parts) };
  const clip = clipGate({ scratchDir, say });
  const kept = [
    boundsGate({ bounds: () => stageBounds(open) ?? phases.bounds(), root, say }),
    stageDoneGate({ open: () => openStage(open, told.entries, flowing), say }),
    permissionGate({
      mode: parts.permissionMode,
      rules: (fields.permissions ?? []).map(bareRule),
      root,
      say,
      ...parts.person,
    }),
    protectGate({ patterns: fields.protect ?? [], root, say }),
    ...(isOn(fields, "fresh_gate")
      ? [freshGate({ root, ...told, say, ...(historyEndMs === undefined ? {} : { historyEndMs }) })]
      : []),
  ];
  // The innermost: what is refused costs no snapshot.
  const checkpoint = parts.snapshots && checkpointGates(parts.snapshots.take);
  const last = () => (checkpoint === undefined ? [] : [checkpoint()]);
  const repeat = () => (isOn(fields, "repeat_gate") ? [repeatGate({ say })] : []);
  return () => [clip, ...repeat(), ...kept, ...last()];
}
