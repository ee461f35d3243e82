import { z } from "zod";
import shellWords from "../../tools/shell.json" with { type: "json" };
import {
  defineTool,
  type ExecResult,
  refuse,
  type Tool,
  type ToolContext,
  type ToolResult,
  type ToolWords,
} from "../core/tool.ts";
import { changesBetween, snapshotOf } from "../lib/changes.ts";
import { findPath } from "../lib/paths.ts";
import { nameOf, scratchPath, tidyScratch } from "../lib/scratch-file.ts";
import { runningJobs, shellCommand, startJob } from "./jobs.ts";
import type { ToolKit, ToolPart } from "./kit.ts";
import { sayWith, type ToolSay } from "./say.ts";

const input = z.object({
  command: z.string(),
  workdir: z.string().optional(),
  timeout_ms: z.number().optional(),
  background: z.boolean().optional(),
});

type ShellInput = z.infer<typeof input>;

const maxTimeoutMs = 600_000;
const slowMs = 5_000;
/** What is shown while it runs; an endless command must not fill the memory of who shows it. */
const maxShownChars = 200_000;
/** Kept free in a result for the lines below the output. */
const charsBelow = 400;
const maxJobs = 8;
/** A command that fails at once is not a job. */
const settleMs = 500;

export const shellPart: ToolPart = { words: shellWords, make: makeShell };

function makeShell(words: ToolWords, kit: ToolKit): Tool {
  const say = sayWith(words);
  return defineTool<ShellInput>(words, {
    input,
    effect: "execute",
    run: (wish, context) => shell(wish, context, kit, say),
  });
}

async function shell(
  wish: ShellInput,
  context: ToolContext,
  kit: ToolKit,
  say: ToolSay,
): Promise<ToolResult> {
  if (wish.command.trim() === "") return refuse(say("blank"));
  if (wish.command.includes("\0")) return refuse(say("nul"));
  const folder = await findPath(context.root, wish.workdir?.trim() || ".", "folder");
  if (folder.type !== "found") return refuse(folder.text);
  if (wish.background) return await runJob(wish.command, folder.absolute, context, kit, say);
  const before = await snapshotOf(context.root, context.signal);
  const overflowFile = scratchPath(kit.scratchDir, `shell-${context.callId}`);
  const result = await context.sandbox.exec(shellCommand(wish.command), {
    cwd: folder.absolute,
    timeoutMs: timeoutFor(wish.timeout_ms, kit.shellTimeoutMs),
    maxChars: Math.max(charsBelow, context.maxResultChars - charsBelow),
    signal: context.signal,
    onOutput: shower(context),
    overflowFile,
  });
  if (result.omittedChars > 0) await tidyScratch(kit.scratchDir);
  const after = await snapshotOf(context.root, new AbortController().signal);
  const text = textOf(result, nameOf(context.root, overflowFile), say);
  const changed = changesBetween(before, after);
  return result.exitCode === 0 ? { text, changed } : { text, changed, failed: true };
}

/** Nothing, zero and less mean the usual limit. */
function timeoutFor(wished: number | undefined, usual: number): number {
  return wished === undefined || wished <= 0 ? usual : Math.min(wished, maxTimeoutMs);
}

function shower({ callId, emit }: ToolContext): (chunk: string) => void {
  let shown = 0;
  return (chunk) => {
    if (shown < maxShownChars) emit({ type: "output", callId, chunk });
    shown += chunk.length;
  };
}

function textOf(result: ExecResult, file: string, say: ToolSay): string {
  const output = result.output.trimEnd();
  const cut = result.omittedChars > 0 ? say("cut", { count: result.omittedChars, file }) : "";
  const paths = result.undone ?? [];
  const undone = paths.length > 0 ? say("undone", { paths: paths.join(", ") }) : "";
  return [output || say("no_output"), cut, undone, ending(result, say)].filter(Boolean).join("\n");
}

function ending(result: ExecResult, say: ToolSay): string {
  const seconds = (result.ms / 1_000).toFixed(1);
  if (result.timedOut) return say("timed_out", { seconds });
  if (result.cancelled) return say("cancelled", { seconds });
  const word = result.ms < slowMs ? "ended" : "ended_slow";
  return say(word, { code: result.exitCode, seconds });
}

async function runJob(
  command: string,
  cwd: string,
  context: ToolContext,
  kit: ToolKit,
  say: ToolSay,
): Promise<ToolResult> {
  const running = runningJobs(kit);
  if (running.length >= maxJobs) {
    const ids = running.map((job) => job.id).join(", ");
    return refuse(say("too_many_jobs", { count: running.length, ids }));
  }
  const job = await startJob(kit, command, cwd, context);
  const file = nameOf(context.root, job.file);
  await Promise.race([job.done, Bun.sleep(settleMs)]);
  const result = job.result();
  const output = job.tail().trimEnd();
  if (result === undefined) {
    return { text: [say("job", { id: job.id, file }), output].filter(Boolean).join("\n") };
  }
  const text = [textOf(result, file, say), say("job_ended")].join("\n");
  return result.exitCode === 0 ? { text } : { text, failed: true };
}
