import type { Desk } from "../command.ts";

/** Said by commands that need a conversation where none could be opened. */
export function notOpen(desk: Pick<Desk, "notice">): void {
  desk.notice("No model is open. Choose one with /model.", "warning");
}
