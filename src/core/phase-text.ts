import type { Entry } from "./event.ts";

/** One line for people: a move and what led to it, or that the phase stayed. */
export function phaseText({
  from,
  to,
  why,
  turn,
  signals,
}: Extract<Entry, { type: "phase" }>): string {
  const told = Object.entries(signals ?? {}).map(([name, value]) => `${name}=${value}`);
  const what = from === to ? to : `${from || "none"} → ${to || "none"}: ${why}`;
  const at = turn === undefined ? "" : `turn ${turn}: `;
  return `${at}${what}${told.length === 0 ? "" : ` (${told.join(", ")})`}`;
}
