import { ConfigError } from "../../app/config-error.ts";
import { runCommand } from "../../lib/process.ts";
import type { AgentProgram } from "./agent-program.ts";
import { HarnessError } from "./harness.ts";
import { requireProgram } from "./other-agent.ts";

export type AgentModel = { readonly provider: string; readonly model: string };

const limitMs = 60_000;
const mostChars = 1_000_000;

/** The models that another agent's program names, those of one provider together. Throws MissingError. */
export async function agentModels(
  agent: AgentProgram,
  cwd: string,
  signal: AbortSignal,
): Promise<readonly AgentModel[]> {
  if (agent.models === undefined)
    throw new ConfigError(`${agent.name} does not tell its models; name one as its own help does.`);
  requireProgram(agent);
  const command = [agent.program, ...agent.models];
  const limits = { cwd, timeoutMs: limitMs, maxChars: mostChars, signal };
  const { exitCode, output } = await runCommand(command, limits);
  const lines = output.split("\n").map((line) => line.trim());
  if (exitCode !== 0) {
    const last = lines.filter((line) => line !== "").at(-1) ?? "nothing";
    throw new HarnessError(`"${command.join(" ")}" ended with ${exitCode} and said: ${last}`);
  }
  const models = lines.filter((line) => /^\S+$/.test(line));
  const groups = Map.groupBy(models, providerOf);
  return [...groups].flatMap(([provider, own]) => own.map((model) => ({ provider, model })));
}

function providerOf(model: string): string {
  return model.includes("/") ? model.slice(0, model.indexOf("/")) : "";
}
