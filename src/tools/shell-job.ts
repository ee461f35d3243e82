import { z } from "zod";
import jobWords from "../../tools/shell_job.json" with { type: "json" };
import {
  defineTool,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { nameOf } from "../lib/scratch-file.ts";
import { type Job, jobsOf } from "./jobs.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({ id: z.string(), kill: z.boolean().optional() });

type JobInput = z.infer<typeof input>;

export const shellJobPart: ToolPart = { words: jobWords, make: makeShellJob };

/** Its effect is "read": it touches only what a permitted shell call started. */
function makeShellJob(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<JobInput>(words, {
    input,
    effect: "read",
    run: (wish, context) => lookAtJob(wish, context, kit, say),
  });
}

async function lookAtJob(
  { id, kill }: JobInput,
  { root }: ToolContext,
  kit: ToolKit,
  say: ToolSay,
): Promise<ToolResult> {
  const jobs = jobsOf(kit);
  const job = jobs.get(id.replace(/\D/g, ""));
  if (job === undefined) {
    return refuse(say("unknown", { id, ids: [...jobs.keys()].join(", ") || say("none") }));
  }
  const isKilled = kill === true && job.result() === undefined;
  if (isKilled) await job.kill();
  const word = isKilled ? "killed" : job.result() === undefined ? "running" : "ended";
  return { text: say(word, valuesOf(job, root, say)) };
}

function valuesOf(job: Job, root: string, say: ToolSay): Record<string, string | number> {
  const result = job.result();
  const ms = result?.ms ?? performance.now() - job.started;
  return {
    id: job.id,
    command: job.command,
    code: result?.exitCode ?? "",
    seconds: Math.round(ms / 1_000),
    file: nameOf(root, job.file),
    output: job.tail().trimEnd() || say("no_output"),
  };
}
