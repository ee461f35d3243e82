import { exitCodes } from "../../app/exit-code.ts";
import { nameOf } from "../progress.ts";
import { resultText } from "../progress-lines.ts";
import { connectQueue } from "../queue/connect-queue.ts";
import type { QueueAddress } from "../queue/queue-address.ts";
import { runWorker } from "../queue/worker.ts";
import type { RunEvent } from "../runner.ts";
import type { World } from "./command.ts";

export type WorkerFlags = {
  readonly queue: QueueAddress;
  readonly jobs: number | "auto";
  readonly dataset?: string;
  readonly once?: boolean;
};

/** `localcode bench worker`: does tasks of runs that were started elsewhere; returns the exit code. */
export async function workerBench(
  { queue, jobs, dataset, once = false }: WorkerFlags,
  { context, parts }: World,
): Promise<number> {
  const { signal } = parts.interrupted();
  const { cwd, env } = context;
  const say = (text: string): void => context.err(`${text}\n`);
  await using connection = await connectQueue(queue, signal);
  say(`Worker at ${connection.address.shown}. Ctrl-C gives back what is under way.`);
  const wish = { jobs, once, ...(dataset === undefined ? {} : { dataset }) };
  const worker = { cwd, env, version: parts.version, say, onEvent: eventTeller(say) };
  try {
    await runWorker(connection, wish, worker, signal);
    return exitCodes.done;
  } catch (error) {
    if (!signal.aborted) throw connection.failure(error);
    say("Interrupted; what was under way is given back.");
    return exitCodes.cancelled;
  }
}

/** One line a try, and one where a task ends. */
function eventTeller(say: (text: string) => void): (event: RunEvent) => void {
  return (event) => {
    const name = nameOf(event.trial);
    if (event.type === "step" && event.step.type === "try")
      say(`${name}: try ${event.step.attempt}`);
    if (event.type === "ended") say(`${name}: ${resultText(event.row)}`);
    if (event.type === "again")
      say(`${name}: again in ${event.waitMs / 1_000} s: ${event.row.infrastructure?.detail ?? ""}`);
  };
}
