import { ConfigError } from "../../app/config-error.ts";
import { mergeFields } from "../../app/merge.ts";
import { fieldFromFlag } from "../../app/set-field.ts";
import type { Factor } from "../run-card-compare.ts";
import type { World } from "./command.ts";
import { basePlan, performStudy, type StudyFlags, type Variant } from "./study.ts";

export type MatrixFlags = StudyFlags & { readonly vary: readonly string[] };

/** `localcode bench matrix`: every combination of values, a run each; returns the exit code. */
export async function matrixBench(
  agent: string | undefined,
  { vary, ...flags }: MatrixFlags,
  world: World,
): Promise<number> {
  const axes = vary.map(axisOf);
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

type Axis = { readonly field: string; readonly variants: readonly Variant[] };

/** "prompt=a,b" as its values. Throws ConfigError. */
function axisOf(text: string): Axis {
  const [, field, values] = /^([\w.]+)=(.+)$/s.exec(text) ?? [];
  if (field === undefined || values === undefined)
    throw new ConfigError(`--vary takes FIELD=VALUE,VALUE, not "${text}".`);
  const variants = [...new Set(values.split(",").map((one) => one.trim()))].map((value) => {
    const name = `${field}=${value}`;
    return { name, settings: fieldFromFlag(name) };
  });
  return { field, variants };
}

/** The first axis changes slowest; the first combination has the first value of each. */
function combinations(axes: readonly Axis[]): readonly Variant[] {
  const none: readonly Variant[] = [{ name: "", settings: {} }];
  return axes.reduce(
    (all, { variants }) =>
      all.flatMap((before) =>
        variants.map(({ name, settings }) => ({
          name: [before.name, name].filter(Boolean).join(" "),
          settings: mergeFields(before.settings, settings),
        })),
      ),
    none,
  );
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
