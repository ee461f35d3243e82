// Writes docs/schemas/ from the zod types of headless output and of the bench: `bun scripts/schemas.ts`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { rowSchema } from "../src/bench/results.ts";
import { runCardSchema } from "../src/bench/run-card.ts";
import { resultSchema, streamSchema } from "../src/headless/schemas.ts";

const folder = join(import.meta.dir, "../docs/schemas");
const schemas = {
  "result.json": resultSchema,
  "stream.json": streamSchema,
  "bench-result.json": rowSchema,
  "bench-run.json": runCardSchema,
};

/** The text of each schema file. */
export function schemaTexts(): Readonly<Record<string, string>> {
  const texts = Object.entries(schemas).map(([name, schema]) => {
    return [name, `${JSON.stringify(z.toJSONSchema(schema), null, 2)}\n`];
  });
  return Object.fromEntries(texts);
}

if (import.meta.main) {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(schemaTexts()))
    await Bun.write(join(folder, name), text);
}
