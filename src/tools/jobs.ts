import { appendFileSync, writeFileSync } from "node:fs";
import type { ExecResult, ToolContext } from "../core/tool.ts";
import { scratchPath, tidyScratch } from "../lib/scratch-file.ts";
import type { ToolKit } from "./kit.ts";

/** A command that goes on while the model does other things. */
export type Job = {
  readonly id: string;
  readonly command: string;
  /** Its output, as it comes. */
  readonly file: string;
  readonly started: number;
  /** Ends when the command does; rejects when the sandbox itself fails. */
  readonly done: Promise<ExecResult>;
  readonly result: () => ExecResult | undefined;
  /** The newest output. */
  readonly tail: () => string;
  kill(): Promise<void>;
};

export type Jobs = ReadonlyMap<string, Job>;

const maxJobMs = 6 * 60 * 60 * 1_000;
const maxLogChars = 20_000_000;
const tailChars = 4_000;

const jobsByKit = new WeakMap<ToolKit, Map<string, Job>>();

/** The jobs of one conversation's tools, also those that have ended. */
export function jobsOf(kit: ToolKit): Jobs {
  return mapOf(kit);
}

export function runningJobs(kit: ToolKit): readonly Job[] {
  return [...mapOf(kit).values()].filter((job) => job.result() === undefined);
}

/** Starts a command whose output goes to a file of its own. */
export async function startJob(
  kit: ToolKit,
  command: string,
  cwd: string,
  { sandbox }: Pick<ToolContext, "sandbox">,
): Promise<Job> {
  const id = String(mapOf(kit).size + 1);
  const file = scratchPath(kit.scratchDir, `job-${id}`);
  await tidyScratch(kit.scratchDir);
  writeFileSync(file, "");
  const ending = new AbortController();
  let result: ExecResult | undefined;
  let tail = "";
  let written = 0;
  const keep = (chunk: string): void => {
    tail = (tail + chunk).slice(-tailChars);
    if (written < maxLogChars) appendFileSync(file, chunk);
    written += chunk.length;
  };
  const limits = { timeoutMs: maxJobMs, maxChars: tailChars, signal: ending.signal };
  const running = sandbox.exec(shellCommand(command), { cwd, ...limits, onOutput: keep });
  const done = finished(running, (value) => (result = value));
  // Whoever waits for the job sees its failure; without anybody waiting it must not end the program.
  done.catch(() => mapOf(kit).delete(id));
  const job: Job = {
    id,
    command,
    file,
    started: performance.now(),
    done,
    result: () => result,
    tail: () => tail,
    kill: async () => {
      ending.abort();
      await done;
    },
  };
  mapOf(kit).set(id, job);
  return job;
}

/** The program and arguments that run a command line; plain sh where there is no bash. */
export function shellCommand(command: string): readonly string[] {
  return [Bun.which("bash") === null ? "sh" : "bash", "-c", command];
}

async function finished(
  running: Promise<ExecResult>,
  keep: (result: ExecResult) => void,
): Promise<ExecResult> {
  const result = await running;
  keep(result);
  return result;
}

function mapOf(kit: ToolKit): Map<string, Job> {
  const jobs = jobsByKit.get(kit) ?? new Map<string, Job>();
  jobsByKit.set(kit, jobs);
  return jobs;
}
