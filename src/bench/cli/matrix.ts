import type { Factor } from "../run-card-compare.ts";
import type { World } from "./command.ts";
import { axesOf, combinations } from "./matrix-axes.ts";
import { basePlan, performStudy, type StudyFlags } from "./study.ts";

export type MatrixFlags = StudyFlags & { readonly vary: readonly string[] };

/** `localcode bench matrix`: every combination of values, a run each; returns the exit code. */
export async function matrixBench(
  agent: string | undefined,
  { vary, ...flags }: MatrixFlags,
  world: World,
): Promise<number> {
  const axes = axesOf(vary);
  const plan = await basePlan(agent, flags, world);
  const words = {
    kind: "matrix",
    title: "Every combination",
    column: "settings",
    better: "better",
    worse: "worse",
    vary: [...new Set(axes.flatMap(({ field }) => factorsOf(field)))],
  };
  return await performStudy(plan, { ...words, variants: combinations(axes) }, flags, world);
}

const factorsByField: Readonly<Record<string, readonly Factor[]>> = {
  agent: ["agent"],
  model: ["model"],
  model_path: ["model"],
  url: ["server"],
  n_ctx: ["window"],
  server_config: ["window", "server"],
};

function factorsOf(field: string): readonly Factor[] {
  return ["settings", ...(factorsByField[field.split(".")[0] ?? ""] ?? [])];
}
