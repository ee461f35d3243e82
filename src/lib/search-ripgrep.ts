import { z } from "zod";
import { ripgrepLines } from "./ripgrep.ts";
import type { Hit, TextQuery } from "./search-text.ts";

/** Bytes that are no UTF-8 come in base64. */
const textSchema = z.union([z.object({ text: z.string() }), z.object({ bytes: z.string() })]);

const lineSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("begin") }),
  z.object({
    type: z.literal("match"),
    data: z.object({
      path: textSchema,
      lines: textSchema,
      line_number: z.number(),
      submatches: z.array(z.object({ start: z.number() })),
    }),
  }),
  z.object({ type: z.literal("end"), data: z.object({ binary_offset: z.number().nullable() }) }),
  z.object({ type: z.literal("summary") }),
]);

/** Hits of one file, kept back until it is known to be text or there are this many. */
const hitsHeld = 200;

/** The answers of ripgrep. */
export async function* searchByRipgrep(
  program: string,
  query: TextQuery,
  rules: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Hit> {
  const kind = query.literal ? ["--fixed-strings"] : ["--engine=auto"];
  const options = ["--json", "--crlf", ...kind, `--regexp=${query.pattern}`];
  let held: Hit[] = [];
  for await (const line of ripgrepLines(program, options, { ...query, rules }, signal)) {
    const said = lineSchema.parse(JSON.parse(line));
    switch (said.type) {
      case "begin":
        held = [];
        break;
      case "match": {
        const hit = hitOf(said.data);
        if (query.includes(hit.path)) held.push(hit);
        if (held.length < hitsHeld) break;
        yield* held;
        held = [];
        break;
      }
      case "end":
        if (said.data.binary_offset === null) yield* held;
        held = [];
        break;
      case "summary":
        break;
    }
  }
}

type Matched = Extract<z.infer<typeof lineSchema>, { type: "match" }>["data"];

function hitOf(data: Matched): Hit {
  const bytes = bytesOf(data.lines);
  const start = data.submatches[0]?.start ?? 0;
  const encoding = "text" in data.lines ? "utf8" : "latin1";
  return {
    path: bytesOf(data.path).toString("utf8").replace(/^\.\//, ""),
    line: data.line_number,
    text: bytes.toString(encoding).replace(/\r?\n$/, ""),
    column: bytes.subarray(0, start).toString(encoding).length,
  };
}

function bytesOf(text: z.infer<typeof textSchema>): Buffer {
  return "text" in text ? Buffer.from(text.text, "utf8") : Buffer.from(text.bytes, "base64");
}
