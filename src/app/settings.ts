import { z } from "zod";
import { agentFile } from "./agent-file.ts";

const provider = z.strictObject({
  baseURL: z.string().optional(),
  base_url: z.string().optional(),
  api_base: z.string().optional(),
  api_key: z.string().optional(),
  /** Names the environment variable that holds the key. */
  api_key_env: z.string().optional(),
  local: z.boolean().optional(),
});

const prices = z.strictObject({
  input: z.number().min(0),
  /** Of tokens that were in the server's cache. Default: as `input`. */
  cached: z.number().min(0).optional(),
  output: z.number().min(0),
  /** Default "USD". */
  currency: z.string().optional(),
});

/** .localcode/config.json and the user's config.json: any agent field, and what is not an agent's. */
export const settingsFile = agentFile.extend({
  agent: z.string().optional(),
  providers: z.record(z.string(), provider).optional(),
  logs: z.string().optional(),
  offline: z.boolean().optional(),
  /** Money per million tokens, for /cost. */
  prices: prices.optional(),
  /** Of the terminal: colours by name. */
  theme: z.string().optional(),
  /** Bell and notification after a long run and with a question. Default: true. */
  notifications: z.boolean().optional(),
});

export type SettingsFile = z.infer<typeof settingsFile>;
export type Provider = z.infer<typeof provider>;
