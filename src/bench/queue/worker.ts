import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pause } from "../../lib/pause.ts";
import type { RunContext } from "../open-run.ts";
import type { RunEvent } from "../runner.ts";
import { type Announced, announcedRuns, isAnnounced } from "./announcement.ts";
import type { Connection } from "./connect-queue.ts";
import { type Identity, identityOf, identityText, newWorkerId, refusal } from "./identity.ts";
import { joinRun, type Wish } from "./join-run.ts";
import { keys, lookKeys } from "./names.ts";
import { openJobs, openQueue } from "./open-jobs.ts";
import { workOn } from "./work-on.ts";

export type WorkerWish = Wish & {
  /** Ends as soon as no run has a task left. */
  readonly once: boolean;
};

export type WorkerContext = RunContext & { readonly onEvent: (event: RunEvent) => void };

const lookMs = 1_000;

/**
 * Takes trials of the runs that wait in Redis, one run after the other, the oldest first. Returns only
 * with `once`; throws QueueError, and what `signal` was aborted with.
 */
export async function runWorker(
  connection: Connection,
  wish: WorkerWish,
  context: WorkerContext,
  signal: AbortSignal,
): Promise<void> {
  const id = newWorkerId();
  const passed = new Set<string>();
  for (;;) {
    signal.throwIfAborted();
    const next = await nextRun(connection, passed);
    if (next !== undefined) await serve(id, next, { connection, passed, wish }, context, signal);
    else if (wish.once) return;
    else await pause(lookMs, signal);
  }
}

type Serving = {
  readonly connection: Connection;
  /** Runs that this worker does not take part in. */
  readonly passed: Set<string>;
  readonly wish: WorkerWish;
};

/** A run that goes on is announced anew, and may suit this worker then. */
function nameOf({ runId, announced }: Announced): string {
  return `${runId} ${announced}`;
}

/** The oldest run that has a task to take, besides `besides`. */
async function nextRun(
  connection: Connection,
  passed: ReadonlySet<string>,
  besides?: string,
): Promise<Announced | undefined> {
  const runs = await announcedRuns(connection.redis);
  for (const run of runs.filter((one) => one.runId !== besides && !passed.has(nameOf(one)))) {
    const queue = await openQueue(connection, run.runId);
    const { waiting } = await openJobs(queue);
    await queue.close();
    if (waiting > 0) return run;
  }
  return undefined;
}

async function serve(
  id: string,
  announced: Announced,
  { connection, passed, wish }: Serving,
  context: WorkerContext,
  signal: AbortSignal,
): Promise<void> {
  const { redis } = connection;
  const { runId } = announced;
  const { say, onEvent } = context;
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "localcode-worker-")));
  const tell = async (identity: Identity): Promise<void> => {
    await redis.hset(keys.workers(runId), id, JSON.stringify(identity));
    say(`${runId}: ${identityText(identity)}`);
  };
  try {
    const joined = await joinRun(announced, wish, scratch, context, signal);
    if (joined.type === "refused") {
      passed.add(nameOf(announced));
      return await tell(refusal(id, joined.why));
    }
    await using run = joined.run;
    await tell(identityOf(id, joined.jobs, run, joined.card));
    const queue = await openQueue(connection, runId);
    const lostAfterMs = announced.told?.lostAfterMs ?? 0;
    const isWanted = async () => (await nextRun(connection, passed, runId)) !== undefined;
    const options = { jobs: joined.jobs, lostAfterMs, say, isWanted };
    await workOn({ id, runId, run, redis, onEvent }, queue, options, signal);
    await queue.close();
    // The last to look at a run that is over leaves nothing of it.
    if (!(await isAnnounced(redis, runId))) await redis.del(...lookKeys(runId));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
