import { appendFileSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { MissingError } from "../../app/config-error.ts";
import { channel } from "../../core/channel.ts";
import type { AgentEvent, EndReason } from "../../core/event.ts";
import type { ExecResult } from "../../core/tool.ts";
import type { Job } from "../types.ts";
import { readLine } from "./agent-lines.ts";
import { type AgentProgram, commandWords } from "./agent-program.ts";
import { ended, HarnessError, type HarnessKind, type TrialPlace } from "./harness.ts";

export type OtherOptions = {
  /** As that agent calls it; "" for the one of its own settings. */
  readonly model: string;
  /** Added at the end of its command. */
  readonly args: readonly string[];
  readonly limitMs: number;
};

/** Throws MissingError where the program is not here. */
export function requireProgram({ name, program, install }: AgentProgram): void {
  if (Bun.which(program, { PATH: process.env.PATH ?? "" }) !== null) return;
  throw new MissingError(
    `${name} is not installed: there is no ${program}. Install it: ${install}`,
  );
}

/** Another agent's command line: the same exercises, sandbox and tries, and the same rows. */
export function otherAgent(agent: AgentProgram, options: OtherOptions): HarnessKind {
  return {
    name: agent.name,
    needs: { network: true, writable: (agent.writable ?? []).map(withHome) },
    open: async (place) => {
      const told = { session: "", id: `bench-${crypto.randomUUID()}` };
      return {
        name: agent.name,
        attempt: (job) => attempt({ agent, options, place, told }, job),
        [Symbol.asyncDispose]: () => Promise.resolve(),
      };
    },
  };
}

function withHome(path: string): string {
  return path.startsWith("~/") ? join(process.env.HOME ?? homedir(), path.slice(2)) : path;
}

type Opened = {
  readonly agent: AgentProgram;
  readonly options: OtherOptions;
  readonly place: TrialPlace;
  readonly told: { session: string; readonly id: string };
};

const keptChars = 20_000;
const notFoundCode = 127;

async function* attempt(opened: Opened, job: Job): AsyncIterable<AgentEvent> {
  const { agent, options, place, told } = opened;
  const words = job.attempt > 1 && agent.again !== undefined ? agent.again : agent.first;
  const { prompt, exercise } = job;
  const files = exercise.solutionFiles;
  const values = { prompt, model: options.model, session: told.session, id: told.id, files };
  const command = [agent.program, ...commandWords(words, values), ...options.args];
  const log = join(job.logs, `output-${job.attempt}.txt`);
  mkdirSync(job.logs, { recursive: true });
  const result = yield* channel<AgentEvent, ExecResult>(async (push) => {
    const lines = byLine((line) => {
      const { events, session } = readLine(agent, line);
      if (session !== undefined) told.session = session;
      for (const event of events) push(event);
    });
    const finished = await place.sandbox.exec(command, {
      cwd: job.workspace,
      env: environmentFor(agent),
      timeoutMs: options.limitMs,
      maxChars: keptChars,
      signal: job.signal,
      onOutput: (chunk) => {
        appendFileSync(log, chunk);
        lines.add(chunk);
      },
    });
    lines.end();
    return finished;
  });
  if (result.exitCode === notFoundCode)
    throw new HarnessError(`${agent.program} cannot be started: ${lastLine(result.output)}`);
  yield ended(endOf(result), result.exitCode === 0 ? "" : lastLine(result.output));
}

function environmentFor({ env = {}, pass = [] }: AgentProgram): Record<string, string> {
  const passed = pass.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), ...env };
}

function endOf({ timedOut, cancelled, exitCode }: ExecResult): EndReason {
  if (timedOut) return "time-limit";
  if (cancelled) return "cancelled";
  return exitCode === 0 ? "done" : "failed";
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}

/** Whole lines out of pieces; the last one need not end. */
function byLine(take: (line: string) => void): { add(chunk: string): void; end(): void } {
  let rest = "";
  return {
    add(chunk) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
    },
    end: () => take(rest),
  };
}
