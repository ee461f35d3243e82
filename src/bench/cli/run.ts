import { join, resolve } from "node:path";
import { listAgents } from "../../app/agents.ts";
import { ConfigError } from "../../app/config-error.ts";
import { foldersFor } from "../../app/folders.ts";
import { isRun, type Plan, readPlan, runFolderName } from "../plan.ts";
import type { BenchContext, BenchParts, World } from "./command.ts";
import { type Planned, performRun } from "./perform-run.ts";
import { agentNamed, type RunFlags } from "./run-flags.ts";
import { plansFrom } from "./run-plans.ts";
import { pathsOf, refuseQueue, untilPlans } from "./until-plan.ts";

/** `localcode bench run`: tasks solved by an agent, one row each; returns the exit code. */
export async function runBench(
  agent: string | undefined,
  flags: RunFlags,
  { context, parts }: World,
): Promise<number> {
  const { signal } = parts.interrupted();
  const planned = await plannedRuns(agent, flags, context, parts);
  if (planned.some(({ plan }) => plan.until !== undefined)) {
    refuseQueue(flags);
    const { runUntilDecided } = await import("./until.ts");
    return await runUntilDecided(planned, flags, { context, parts }, signal);
  }
  const codes: number[] = [];
  for (const one of planned) {
    codes.push(await performRun(one, flags, { context, parts }, signal));
    if (signal.aborted) break;
  }
  const [first, ...others] = planned.map(({ path }) => path);
  if (first === undefined || others.length === 0 || signal.aborted) return Math.max(...codes);
  const { compareBench } = await import("./compare.ts");
  const vary = { vary: flags.vary ?? [] };
  for (const other of others) compareBench([first, other], vary, { context, parts });
  return Math.max(...codes);
}

async function plannedRuns(
  agent: string | undefined,
  flags: RunFlags,
  context: BenchContext,
  parts: BenchParts,
): Promise<readonly Planned[]> {
  if (flags.resume !== undefined) {
    const path = resolve(context.cwd, flags.resume);
    return pathsOf(readPlan(path), path).map((one) => ({ plan: readPlan(one), path: one }));
  }
  const named = agentNamed(agent, flags) ?? flags.harness ?? flags.agentKind ?? context.env.AGENT;
  if (named === undefined || named === "") throw new ConfigError(whichAgent(context));
  const plans = await plansFrom(named, flags, context, parts);
  const planned = plans.map((plan) => {
    const base = flags.out ?? join("runs", runFolderName(plan.started, plan.name));
    const several = flags.out !== undefined && plans.length > 1;
    const path = resolve(context.cwd, several ? join(base, runFolderName("", plan.name)) : base);
    return { plan, path };
  });
  return untilPlans(planned, flags, context.cwd).map(({ plan, path }) => {
    return { plan: isRun(path) ? goneOn(path, plan) : plan, path };
  });
}

/** The same command goes on with its run; another one would mix two. */
export function goneOn(path: string, plan: Plan): Plan {
  const before = readPlan(path);
  const { started } = before;
  if (Bun.deepEquals({ ...plan, started }, before)) return before;
  const fix = `Go on with it: --resume ${path}. Or name another folder with --out.`;
  throw new ConfigError(`${path} is another run already. ${fix}`);
}

function whichAgent(context: BenchContext): string {
  const agents = [...listAgents(foldersFor(context.cwd, context.env)).keys()];
  const more = "Or a harness: localcode bench list --harnesses";
  return `Which agent? localcode bench run AGENT -k NAMES\nAgents: ${agents.join(", ")}.\n${more}`;
}
