import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import { foldersFor } from "../../app/folders.ts";
import { chooseExercises } from "../choose.ts";
import { openDataset } from "../dataset.ts";
import { agentPrograms } from "../harnesses/agents.ts";
import { proofs } from "../harnesses/index.ts";
import { isRun } from "../plan.ts";
import { polyglotFolder } from "../polyglot.ts";
import type { BenchContext, World } from "./command.ts";

export type ListFlags = {
  readonly dataset?: string;
  readonly lang?: readonly string[];
  readonly keywords?: readonly string[];
  readonly harnesses?: boolean;
  /** Another agent. */
  readonly models?: string;
  readonly runs?: boolean;
  readonly json?: boolean;
};

type Line = Readonly<Record<string, string | number>>;

/** `localcode bench list`: tasks, harnesses or runs. */
export async function listBench(flags: ListFlags, world: World): Promise<void> {
  const { context } = world;
  const lines = await linesFor(flags, world);
  if (flags.json) context.out(`${JSON.stringify(lines, null, 2)}\n`);
  else for (const line of lines) context.out(`${Object.values(line).join("  ")}\n`);
}

async function linesFor(flags: ListFlags, world: World): Promise<readonly Line[]> {
  const { context } = world;
  if (flags.harnesses) return harnessLines(context);
  if (flags.models !== undefined) return await modelLines(flags.models, world);
  if (flags.runs) return runLines(context);
  const folders = foldersFor(context.cwd, context.env);
  const usual = existsSync(polyglotFolder(folders)) ? "polyglot" : "starter";
  const dataset = await openDataset(flags.dataset ?? usual, folders, context.cwd);
  for (const text of dataset.broken) context.err(`${text}\n`);
  const chosen = chooseExercises(dataset.exercises, {
    ...(flags.lang && { languages: flags.lang }),
    ...(flags.keywords && { names: flags.keywords }),
  });
  context.err(`${dataset.name}: ${chosen.length} of ${dataset.exercises.length} tasks\n`);
  return chosen.map(({ key, solutionFiles }) => ({ task: key, files: solutionFiles.join(" ") }));
}

function harnessLines({ cwd, env }: BenchContext): readonly Line[] {
  const own = [{ name: "self", state: "this agent" }];
  const tried = proofs.map(({ name }) => ({ name, state: "a proof of the bench" }));
  const others = agentPrograms(foldersFor(cwd, env)).map(({ name, program, install }) => {
    const path = Bun.which(program, { PATH: env.PATH ?? "" });
    return { name, state: path ?? `not installed: ${install}` };
  });
  return [...own, ...tried, ...others];
}

async function modelLines(name: string, { context, parts }: World): Promise<readonly Line[]> {
  const agents = agentPrograms(foldersFor(context.cwd, context.env));
  const agent = agents.find((one) => one.name === name);
  const names = agents.map((one) => one.name).join(", ");
  if (agent === undefined) throw new ConfigError(`There is no agent "${name}". Agents: ${names}.`);
  const { agentModels } = await import("../harnesses/agent-models.ts");
  return await agentModels(agent, context.cwd, parts.interrupted().signal);
}

function runLines({ cwd }: BenchContext): readonly Line[] {
  const folder = join(cwd, "runs");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names
    .filter((name) => isRun(join(folder, name)))
    .map((name) => ({ run: join("runs", name) }));
}
