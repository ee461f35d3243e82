import type { Desk } from "../command.ts";

/** Said by commands that need the conversation while the model is still being opened. */
export function notOpen(desk: Pick<Desk, "notice">): void {
  desk.notice("The model is still being opened; try again in a moment.", "warning");
}
