import type { Entry } from "../core/event.ts";
import type { Parts } from "./assemble.ts";
import { changeExpected } from "./change-expected.ts";
import type { OpenedModel } from "./open-model.ts";
import { openPhaseDesk, type PhaseDesk } from "./phase-desk.ts";
import { phaseNames } from "./phases.ts";

const probeTokens = 128;

/** The phases of a conversation that is being opened. */
export function phasesOf(
  parts: Pick<Parts, "config" | "words" | "tools" | "permissionMode">,
  opened: OpenedModel,
  entries: () => readonly Entry[],
): PhaseDesk {
  const { config, words } = parts;
  const { temperature = 0, max_tokens: maxTokens = probeTokens } =
    config.fields.phase_control?.probe ?? {};
  const model = () => opened.aside?.({ temperature, maxTokens }) ?? opened.model;
  return openPhaseDesk({
    config,
    words: words.phases,
    entries,
    wantsChange: changeExpected(parts),
    probe: async (track, signal) => {
      const { askPhase } = await import("./probe.ts");
      const { probe = {} } = config.fields.phase_control ?? {};
      const own = {
        probe_system: probe.system_prompt ?? words.phases.probe_system,
        probe_user: probe.user_prompt ?? words.phases.probe_user,
      };
      const phases = phaseNames(config.fields);
      return await askPhase({ model: await model(), phases, words: own, maxTokens }, track, signal);
    },
  });
}
