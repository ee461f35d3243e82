import type { AgentEvent } from "../core/event.ts";
import type { Gate } from "../core/gate.ts";
import type { Outcome } from "../core/run.ts";
import type { Parts } from "./assemble.ts";
import type { Config } from "./config.ts";
import type { ConversationParts } from "./conversation.ts";
import { finishedText } from "./output-text.ts";
import type { SettingsFile } from "./settings.ts";

type Runs = NonNullable<ConversationParts["runs"]>;

/** What a conversation with a flow differs in. */
export type FlowStart = {
  readonly name: string;
  /** The settings with the tools that the flow needs. */
  readonly fields: SettingsFile;
  /** How a prompt is answered. Throws ConfigError where a stage names a tool that is not there. */
  runs(parts: Parts, gateForRun: () => Gate): Runs;
};

/** The flow of a configuration; nothing of flows is loaded where there is none. Throws ConfigError or MissingError. */
export async function flowOf(config: Config): Promise<FlowStart | undefined> {
  const { flow, task_flow_mode, task_branching } = config.fields;
  if (!flow && !task_flow_mode && !task_branching) return undefined;
  const { flowSettings, withFlowTools } = await import("./flow-settings.ts");
  const settings = flowSettings(config);
  if (settings === undefined) return undefined;
  const { flowFor } = await import("./flow.ts");
  const { runFlow } = await import("../core/run-flow.ts");
  return {
    name: settings.name,
    fields: withFlowTools(config.fields, settings),
    runs(parts, gateForRun) {
      const made = flowFor({ settings, parts, gateForRun });
      return async function* (history, prompt, signal): AsyncGenerator<AgentEvent, Outcome> {
        try {
          return yield* runFlow(made, history, prompt, signal);
        } finally {
          parts.open.stage = undefined;
        }
      };
    },
  };
}

/** How a conversation answers prompts: in the stages of its flow, or by one run each. */
export function answersFor(
  flow: FlowStart | undefined,
  parts: Parts,
  gateForRun: () => Gate,
): Pick<ConversationParts, "finished" | "runs"> {
  const { config, words } = parts;
  return {
    finished: (tries) => finishedText(config.fields, words, tries),
    ...(flow && { runs: flow.runs(parts, gateForRun) }),
  };
}
