import { loadConfig } from "../../app/config.ts";
import { mergeFields } from "../../app/merge.ts";
import type { SettingsFile } from "../../app/settings.ts";
import { type Switch, switches, wantedSwitches } from "../mechanisms.ts";
import { tableMarkdown } from "../report/markdown.ts";
import { tableText } from "../report/text.ts";
import type { World } from "./command.ts";
import { basePlan, performStudy, type StudyFlags } from "./study.ts";

export type AblateFlags = StudyFlags & {
  readonly off?: readonly string[];
  readonly list?: boolean;
  /** Per cent that the agent solves. */
  readonly power?: number | true;
};

const usualRate = 0.5;

/** `localcode bench ablate`: what each mechanism of the harness is worth; returns the exit code. */
export async function ablateBench(
  agent: string | undefined,
  { off, list, power, ...flags }: AblateFlags,
  world: World,
): Promise<number> {
  if (list) {
    for (const { name, what } of switches) world.context.out(`${name}  ${what}\n`);
    return 0;
  }
  const plan = await basePlan(agent, flags, world);
  const { cwd, env } = world.context;
  const { fields } = await loadConfig(cwd, env, plan.settings);
  const wanted = wantedSwitches(off, fields);
  if (power !== undefined) {
    const { powerTable } = await import("./ablate-power.ts");
    const rate = power === true ? usualRate : power / 100;
    const { keys, repeats } = plan;
    const size = { tasks: keys.length, repeats, mechanisms: wanted.length, rate };
    world.context.out(`${(flags.md ? tableMarkdown : tableText)(powerTable(size))}\n`);
    return 0;
  }
  const variants = wanted.map((one) => ({ name: nameOf(one), settings: one.off(fields) }));
  const counters = new Map(wanted.map((one) => [nameOf(one), one.counters]));
  const words = {
    kind: "ablate",
    title: "What each mechanism is worth",
    column: "run",
    better: "better without it",
    worse: "it helps",
    vary: ["settings"],
  } as const;
  const full = { name: "full", settings: {} };
  const advised = (better: readonly string[]): SettingsFile =>
    wanted
      .filter((one) => better.includes(nameOf(one)))
      .reduce<SettingsFile>((own, one) => mergeFields(own, one.off(mergeFields(fields, own))), {});
  const study = { ...words, counters, advised, variants: [full, ...variants] };
  return await performStudy(plan, study, flags, world);
}

function nameOf({ name }: Switch): string {
  return `without ${name}`;
}
