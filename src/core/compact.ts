import { requestOf } from "./ask.ts";
import type { Running } from "./run.ts";
import type { End } from "./verdict.ts";

/** Checks before a request that it fits, and ends the run where it cannot be made to fit. */
export async function makeRoom(
  running: Running,
  when: "before" | "refused",
): Promise<End | undefined> {
  const { agent, record } = running;
  const expected = record.expectedTokens(requestOf(running));
  const window = agent.model.contextTokens;
  if (when === "before" && expected <= window - agent.limits.reserveTokens) return undefined;
  const detail = `The prompt of about ${expected} tokens does not fit the window of ${window} tokens.`;
  return { reason: "overflow", detail };
}
