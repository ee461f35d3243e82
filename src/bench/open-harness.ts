import { basename } from "node:path";
import type { Config } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import type { Env } from "../app/folders.ts";
import { type OpenedModel, openModel } from "../app/open-model.ts";
import { agentPrograms } from "./harnesses/agents.ts";
import type { HarnessKind } from "./harnesses/harness.ts";
import { proofs } from "./harnesses/index.ts";
import { otherAgent, requireProgram } from "./harnesses/other-agent.ts";
import { selfHarness } from "./harnesses/self.ts";
import type { Plan } from "./plan.ts";
import type { Subject } from "./trial-parts.ts";

/** A harness that was found to work, with who is measured by it. */
export type OpenedHarness = AsyncDisposable & {
  readonly kind: HarnessKind;
  readonly subject: Subject;
  /** The model as it was asked before the first trial; absent where none is ours to ask. */
  readonly opened?: OpenedModel;
};

/** Sentences for people, one at a time. */
export type Say = (text: string) => void;

export type OpeningContext = {
  readonly config: Config;
  readonly env: Env;
  readonly version: string;
  readonly say: Say;
};

/**
 * Asks the server before the first trial, so that a run never begins without one. Throws ModelError,
 * ConfigError or MissingError.
 */
export async function openHarness(
  plan: Plan,
  context: OpeningContext,
  signal: AbortSignal,
): Promise<OpenedHarness> {
  if (plan.harness === "self") return await openSelf(plan, context, signal);
  const proof = proofs.find(({ name }) => name === plan.harness);
  if (proof !== undefined) return opened(proof, "");
  const agents = agentPrograms(context.config.folders);
  const agent = agents.find(({ name }) => name === plan.harness);
  if (agent === undefined) {
    const names = [...proofs, ...agents].map(({ name }) => name);
    throw new ConfigError(
      `There is no harness "${plan.harness}". Harnesses: self, ${names.join(", ")}.`,
    );
  }
  requireProgram(agent);
  if (context.config.fields.offline) refuseRemote(plan.model, agent.local ?? []);
  const { model, args } = plan;
  return opened(otherAgent(agent, { model, args, limitMs: plan.trySeconds * 1_000 }), model);
}

function opened(kind: HarnessKind, model: string): OpenedHarness {
  return {
    kind,
    subject: { harness: kind.name, agent: "", model, flow: "" },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function refuseRemote(model: string, local: readonly string[]): void {
  if (local.some((start) => model.startsWith(start))) return;
  const known = local.length === 0 ? "It has none on this machine" : `Local: ${local.join(", ")}`;
  throw new ConfigError(`--offline: "${model}" is not known to be on this machine. ${known}.`);
}

async function openSelf(
  plan: Plan,
  { config, version, say }: OpeningContext,
  signal: AbortSignal,
): Promise<OpenedHarness> {
  const model = await openModel(config, { onProgress: () => undefined, signal });
  for (const text of model.notices) say(text);
  const inProcess = model.runtime === "in-process";
  const { seed } = config.fields;
  const limitMs = plan.trySeconds * 1_000;
  const kind = selfHarness({ config, version, limitMs, ...(inProcess && { shared: model }) });
  return {
    kind,
    subject: {
      harness: "self",
      agent: config.agent.key,
      model: inProcess ? basename(model.modelName) : model.modelName,
      flow: flowName(config),
      ...(typeof seed === "number" && { seed }),
    },
    opened: model,
    [Symbol.asyncDispose]: () => model.close(),
  };
}

/** "" where it has none. */
function flowName({ fields: { flow, task_flow_mode: mode } }: Config): string {
  if (typeof flow === "string") return flow;
  return flow === undefined ? (mode ?? "") : "its own";
}
