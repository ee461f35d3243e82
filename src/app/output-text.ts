import { fill } from "../lib/template.ts";
import type { SettingsFile } from "./settings.ts";
import type { AllWords } from "./words.ts";

/** The line that a benchmark may wait for, in place of the model's own last words. */
export function finishedText(
  { benchmark_output_mode }: SettingsFile,
  { flows }: Pick<AllWords, "flows">,
  tries: number,
): string | undefined {
  const isWanted = benchmark_output_mode === "runtime";
  return isWanted ? fill(flows.finished, { number: tries }) : undefined;
}
