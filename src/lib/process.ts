import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { type BoundedOutput, boundedOutput } from "./bounded-output.ts";
import { commandEnvironment, markOf, type Variables } from "./command-environment.ts";
import { endGroup, endMarked, forgetGroup, isGroupAlive, rememberGroup } from "./process-group.ts";

export type CommandOptions = {
  readonly cwd: string;
  readonly env?: Variables;
  /** What `env` is added to. Default: ours, without secrets and made for no reader. */
  readonly base?: Variables;
  readonly timeoutMs: number;
  /** Keeps this many characters of output, head and tail. */
  readonly maxChars: number;
  readonly signal: AbortSignal;
  readonly onOutput?: (chunk: string) => void;
  /** The whole output is written here when it exceeds `maxChars`. */
  readonly overflowFile?: string;
  /** Where descriptor 3 of the command leads to. Default: it has none. */
  readonly reportFile?: string;
};

export type CommandResult = {
  readonly exitCode: number;
  readonly output: string;
  readonly timedOut: boolean;
  readonly cancelled: boolean;
  readonly omittedChars: number;
  readonly ms: number;
};

const timedOutCode = 124;
const cancelledCode = 130;
/** Between asking a process group to end and killing it. */
const killGraceMs = 1_000;
/** For background children to end when the command itself has ended. */
const backgroundGraceMs = 250;
/** For the end of the pipe, which a process that left the group may still hold. */
const pipeGraceMs = 1_000;
const maxTimerMs = 2_147_483_647;

/**
 * Runs a command in a session and process group of its own, without input and without a terminal.
 * It returns when the command ends; whatever the command left running is ended with it. Standard
 * output and standard error share one pipe, so that their lines stay in order.
 */
export async function runCommand(
  command: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const started = performance.now();
  const kept = boundedOutput(options.maxChars, options.overflowFile);
  const ending = options.signal.aborted
    ? ({ code: cancelledCode, why: "cancelled" } as const)
    : await runToEnd(command, options, kept);
  const codes = { itself: ending.code, "timed-out": timedOutCode, cancelled: cancelledCode };
  return {
    exitCode: codes[ending.why],
    timedOut: ending.why === "timed-out",
    cancelled: ending.why === "cancelled",
    ms: Math.round(performance.now() - started),
    ...kept.finish(),
  };
}

type Why = "itself" | "timed-out" | "cancelled";
type Ending = { readonly code: number; readonly why: Why };

async function runToEnd(
  command: readonly string[],
  options: CommandOptions,
  kept: BoundedOutput,
): Promise<Ending> {
  const mark = crypto.randomUUID();
  const { reportFile } = options;
  const report = reportFile === undefined ? "" : ' 3>"$0"';
  const script = `exec "$@" 2>&1${report}`;
  const child = spawn("/bin/sh", ["-c", script, reportFile ?? "sh", ...command], {
    cwd: options.cwd,
    env: { ...(options.base ?? commandEnvironment(process.env)), ...options.env, ...markOf(mark) },
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  collect(child, (text) => {
    kept.add(text);
    options.onOutput?.(text);
  });
  const watch = watchLimits(child, options);
  try {
    const code = await ended(child);
    const why = watch.stop();
    if (why !== "itself") endMarked(mark);
    await letGo(child);
    return { code, why };
  } finally {
    watch.stop();
    forgetGroup(child.pid);
  }
}

function collect(child: ChildProcess, add: (text: string) => void): void {
  // One decoder for the whole stream: a character may be split between two chunks.
  const decoder = new TextDecoder();
  child.stdout?.on("data", (chunk: Uint8Array) => add(decoder.decode(chunk, { stream: true })));
}

/** Ends the group at the time limit or a cancel: first asked, then killed. `stop` says which it was. */
function watchLimits(child: ChildProcess, { timeoutMs, signal }: CommandOptions): { stop(): Why } {
  let why: Why = "itself";
  let killTimer: ReturnType<typeof setTimeout> | undefined;
  const { pid } = child;
  rememberGroup(pid);
  const end = (reason: Why): void => {
    if (why !== "itself" || pid === undefined) return;
    why = reason;
    endGroup(pid, "SIGTERM");
    killTimer = setTimeout(() => endGroup(pid, "SIGKILL"), killGraceMs);
  };
  const cancel = (): void => end("cancelled");
  const limit = setTimeout(() => end("timed-out"), Math.min(timeoutMs, maxTimerMs));
  signal.addEventListener("abort", cancel, { once: true });
  return {
    stop: () => {
      clearTimeout(limit);
      clearTimeout(killTimer);
      signal.removeEventListener("abort", cancel);
      return why;
    },
  };
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", (cause) =>
      reject(new Error("The command could not be started.", { cause })),
    );
    child.once("exit", (code, signal) =>
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])),
    );
  });
}

/** Ends what the command left running and takes what is still in the pipe. */
async function letGo(child: ChildProcess): Promise<void> {
  const { pid, stdout } = child;
  if (pid === undefined || stdout === null) return;
  if (isGroupAlive(pid)) {
    endGroup(pid, "SIGTERM");
    await closed(stdout, backgroundGraceMs);
    endGroup(pid, "SIGKILL");
  }
  await closed(stdout, pipeGraceMs);
  stdout.destroy();
}

function closed(stream: NonNullable<ChildProcess["stdout"]>, limitMs: number): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    stream.once("end", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
