// The small build of zod: a start waits for this file.
import * as z from "zod/mini";
import { onFirstUse } from "../lib/on-first-use.ts";

const row = onFirstUse(() => {
  const count = z.catch(z.optional(z.int().check(z.positive())), undefined);
  const text = z.catch(z.optional(z.string()), undefined);
  return z.looseObject({
    id: z.string(),
    aliases: z.catch(z.optional(z.array(z.string())), undefined),
    owned_by: text,
    meta: z.catch(z.optional(z.looseObject({ n_ctx: count })), undefined),
    status: z.catch(z.optional(z.looseObject({ value: text })), undefined),
    max_model_len: count,
    context_length: count,
    context_window: count,
  });
});

/** One model of an OpenAI-style list, with the extra fields that servers are known to add. */
export type ModelRow = z.infer<ReturnType<typeof row>>;

const list = onFirstUse(() => z.looseObject({ data: z.array(z.unknown()) }));

/** The rows of a `/v1/models` answer, or undefined where it is no such list. */
export function modelRows(body: unknown): readonly ModelRow[] | undefined {
  const parsed = list().safeParse(body);
  if (!parsed.success) return undefined;
  return parsed.data.data.flatMap((one) => row().safeParse(one).data ?? []);
}

/** The window a row tells, and the field that told it. */
export function windowOf(one: ModelRow): { tokens: number; field: string } | undefined {
  const told = [
    { tokens: one.meta?.n_ctx, field: "meta.n_ctx" },
    { tokens: one.max_model_len, field: "max_model_len" },
    { tokens: one.context_length, field: "context_length" },
    { tokens: one.context_window, field: "context_window" },
  ];
  for (const { tokens, field } of told) if (tokens !== undefined) return { tokens, field };
  return undefined;
}

/** The row a name means: its id, an alias, or a file path whose last part it is. */
export function findRow(rows: readonly ModelRow[], name: string): ModelRow | undefined {
  const same = (one: string) => one.toLowerCase() === name.toLowerCase();
  return (
    rows.find((one) => one.id === name) ??
    rows.find((one) => same(one.id) || one.aliases?.some(same)) ??
    rows.find((one) => same(lastPart(one.id)) || same(lastPart(one.id).replace(/\.gguf$/i, "")))
  );
}

function lastPart(id: string): string {
  return id.split(/[/\\]/).at(-1) ?? id;
}

/** True for a name that leaves the choice to the server. */
export function isAnyModel(name: string): boolean {
  return name === "" || name === "any" || name === "default";
}
