import { z } from "zod";
import type { Header } from "./header.ts";

export const headerSchema = z.object({
  v: z.literal(1),
  type: z.literal("session"),
  id: z.string(),
  started: z.string(),
  agent: z.string(),
  cwd: z.string(),
  model: z.string(),
  runtime: z.string(),
  window: z.number(),
  version: z.string(),
  parent: z.string().exactOptional(),
  copied: z.number().exactOptional(),
  forked: z.literal(true).exactOptional(),
  within: z.string().exactOptional(),
  prefix: z.string().exactOptional(),
  server: z.string().exactOptional(),
}) satisfies z.ZodType<Header>;
