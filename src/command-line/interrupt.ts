import { constants } from "node:os";
import { exitCodes } from "../app/exit-code.ts";

/** Ctrl-C and SIGTERM cancel the run, which then ends with a final record; a second one leaves at once. */
export function onInterrupt(): { readonly signal: AbortSignal } {
  const control = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (control.signal.aborted) process.exit(codeFor(name));
      control.abort(new Error("Interrupted."));
    });
  }
  return { signal: control.signal };
}

function codeFor(name: "SIGINT" | "SIGTERM" | "SIGHUP"): number {
  return name === "SIGINT" ? exitCodes.cancelled : 128 + constants.signals[name];
}
