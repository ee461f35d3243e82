import type { Resume } from "../app/session.ts";
import type { Written } from "./flags.ts";

/** Said where nobody can be shown a list. */
export const noPicker = "--resume needs a session's ID here; `localcode sessions` lists them.";

/** The session that -c or -r asks for; without an ID the person picks one. */
export function resumeOf({ flags }: Written): Resume | { readonly type: "pick" } {
  const id = flags.get("resume");
  if (id === true) return { type: "pick" };
  if (typeof id === "string") return { type: "id", id };
  return flags.has("continue") ? { type: "newest" } : { type: "new" };
}
