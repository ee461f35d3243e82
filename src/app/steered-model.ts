import type { Entry } from "../core/event.ts";
import type { ChatModel } from "../core/model.ts";
import { phaseNamed } from "../core/phase.ts";
import type { Parts } from "./assemble.ts";
import type { OpenedModel } from "./open-model.ts";
import type { StageHolder } from "./open-stage.ts";
import { phasesOf } from "./phases-of.ts";
import type { SettingsFile } from "./settings.ts";

/** What leads a conversation through phases and stages, and the model as they want it. */
export type Steered = Pick<Parts, "model" | "phases" | "open"> & { close(): Promise<void> };

export type Steering = {
  readonly opened: OpenedModel;
  readonly entries: () => readonly Entry[];
  readonly stage: StageHolder;
};

/** What no phase, stage or history setting asks for is not loaded. */
export async function steer(
  own: Parameters<typeof phasesOf>[0],
  { opened, entries, stage: open }: Steering,
): Promise<Steered> {
  const { config } = own;
  const { fields } = config;
  const phases = phasesOf(own, opened, entries);
  const routes = fields.roles === undefined ? undefined : await import("./routes.ts");
  const place = () => {
    const name = open.stage?.id ?? phases.current();
    return { name, role: phaseNamed(phases.control, name)?.role };
  };
  const routed = routes?.openRoutes(config, opened.model, place);
  const sent = routed?.model ?? opened.model;
  return {
    model: hasHistorySettings(fields) ? await withView(fields, sent, open) : sent,
    phases,
    open,
    close: async () => await routed?.[Symbol.asyncDispose](),
  };
}

async function withView(
  fields: SettingsFile,
  model: ChatModel,
  open: StageHolder,
): Promise<ChatModel> {
  const { withHistoryView } = await import("../models/history-view.ts");
  const { historyOf } = await import("./flow-stages.ts");
  const { flow_history_mode: _mode, ...rest } = fields;
  const outside = Object.fromEntries(
    Object.entries(rest).filter(([key]) => !key.startsWith("flow_history_")),
  );
  const usual = historyOf(outside, {});
  return withHistoryView(model, () => open.stage?.history ?? usual);
}

/** Those of the agent, of the flow, or of a stage of its own. */
function hasHistorySettings(fields: SettingsFile): boolean {
  const stages = Array.isArray(fields.flow) ? fields.flow : [];
  const named = typeof fields.flow === "string";
  const keys = [fields, ...stages].flatMap((one) =>
    typeof one === "string" ? [] : Object.keys(one),
  );
  return named || keys.some((key) => /^(flow_)?history_/.test(key));
}
