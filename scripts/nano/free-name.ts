import { functionName } from "./names.ts";
import type { Random } from "./random.ts";
import type { Language } from "./task.ts";

const trials = 60;

/** A name like that of a function, also for a parameter, that is none of those the solution uses itself. */
export function freeName(
  random: Random,
  language: Language,
  fitting: readonly string[],
  taken: readonly string[],
): string {
  for (let trial = 1; trial <= trials; trial += 1) {
    const name = functionName(random, language, fitting);
    if (!taken.includes(name)) return name;
  }
  throw new Error(`All of ${fitting.join(", ")} are taken.`);
}
