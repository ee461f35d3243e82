// The small build of zod: a start waits for this file.
import * as z from "zod/mini";

/** The value where it is one of these, else nothing: servers leave out, null and misspell. */
export function maybe<Schema extends z.ZodMiniType>(schema: Schema) {
  return z.catch(z.optional(schema), undefined);
}
