import type { Desk } from "../command.ts";

/** Said by commands that need the conversation while the model is still being opened. */
export function notOpen(desk: Pick<Desk, "notice">): void {
  desk.notice("No model is open yet. Wait a moment, or choose one with /model.", "warning");
}
