import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { ConfigError } from "../app/config-error.ts";
import { readJsonObject } from "../app/read-json.ts";
import { settingsFile } from "../app/settings.ts";
import { runFiles } from "./run-folder.ts";

/** What a run is to do: with it and the results so far, a run that was broken off goes on. */
export const planSchema = z.strictObject({
  version: z.literal(1),
  name: z.string(),
  started: z.iso.datetime(),
  /** "self", "oracle", "null", a cheater, or another agent's name. */
  harness: z.string(),
  /** The agent of "self"; "" for any other. */
  agent: z.string(),
  /** What flags set of the agent's fields. */
  settings: settingsFile,
  /** The model of another agent, and what is added to its command. */
  model: z.string(),
  args: z.array(z.string()),
  dataset: z.string(),
  /** Keys of the exercises, in their order. */
  keys: z.array(z.string()).min(1),
  tries: z.number().int().min(1),
  repeats: z.number().int().min(1),
  tests: z.enum(["absent", "read-only"]),
  trySeconds: z.number().positive(),
  testSeconds: z.number().positive(),
  sandbox: z.enum(["auto", "bwrap", "docker", "podman", "none"]),
  image: z.string().exactOptional(),
  /** Stops early: where the rate is known so well, or better than a baseline or the other of a pair. */
  until: z
    .strictObject({
      reach: z.number().positive().exactOptional(),
      /** A run's folder. */
      baseline: z.string().exactOptional(),
      /** The folders of both runs, seen from this one's. */
      pair: z.tuple([z.string(), z.string()]).exactOptional(),
    })
    .exactOptional(),
  /** The command line, for the run card. */
  flags: z.array(z.string()),
});

export type Plan = z.infer<typeof planSchema>;

export function writePlan(folder: string, plan: Plan): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, runFiles.plan), `${JSON.stringify(plan, null, 2)}\n`);
}

/** Throws ConfigError where the folder is no run. */
export function readPlan(folder: string): Plan {
  const file = join(folder, runFiles.plan);
  const values = readJsonObject(file);
  if (values === undefined)
    throw new ConfigError(`${folder} is no run: it has no ${runFiles.plan}.`);
  const read = planSchema.safeParse(values);
  if (read.success) return read.data;
  const { path = [], message = "" } = read.error.issues[0] ?? {};
  throw new ConfigError(`${file} is no plan of a run: ${path.join(".")}: ${message}.`);
}

const secondsChars = 19;

/** "2026-11-21-06-47-20--default" below `runs`. */
export function runFolderName(started: string, name: string): string {
  const time = started.slice(0, secondsChars).replace(/[T:]/g, "-");
  return `${time}--${name.replace(/[^A-Za-z0-9._-]+/g, "_")}`;
}

/** Whether there is a run in this folder. */
export function isRun(folder: string): boolean {
  return (
    existsSync(join(folder, runFiles.plan)) && readFileSync(join(folder, runFiles.plan)).length > 0
  );
}
