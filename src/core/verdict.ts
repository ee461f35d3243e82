import type { EndReason } from "./event.ts";
import type { Ledger } from "./ledger.ts";

export type End = { readonly reason: EndReason; readonly detail: string };

/** What a run that says "done" really came to. */
export function verdict(ledger: Ledger, changeExpected: boolean): End {
  if (ledger.denied) return { reason: "denied", detail: firstLine(ledger.denied.text) };
  if (ledger.failedEdit !== undefined) {
    return { reason: "failed", detail: `The last edit failed: ${firstLine(ledger.failedEdit)}` };
  }
  if (changeExpected && ledger.changed.length === 0) {
    return { reason: "failed", detail: "The task asked for a change and no file was changed." };
  }
  return { reason: "done", detail: "" };
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? "";
}
