import type { FlowSay } from "../core/flow-say.ts";
import type { SettingsFile } from "./settings.ts";

/** The line that a benchmark may wait for, in place of the model's own last words. */
export function finishedText(
  { benchmark_output_mode }: SettingsFile,
  tries: number,
  say: FlowSay,
): string | undefined {
  return benchmark_output_mode === "runtime" ? say("finished", { number: tries }) : undefined;
}
