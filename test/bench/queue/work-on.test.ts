import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { type HarnessKind, simpleHarness } from "../../../src/bench/harnesses/harness.ts";
import { oracle } from "../../../src/bench/harnesses/oracle.ts";
import type { OpenRun } from "../../../src/bench/open-run.ts";
import { connectQueue } from "../../../src/bench/queue/connect-queue.ts";
import { keys } from "../../../src/bench/queue/names.ts";
import { openQueue } from "../../../src/bench/queue/open-jobs.ts";
import { queueAddress } from "../../../src/bench/queue/queue-address.ts";
import { machinesTried, resultSchema } from "../../../src/bench/queue/trial-job.ts";
import { workOn } from "../../../src/bench/queue/work-on.ts";
import { ModelError } from "../../../src/core/model.ts";
import { redisServer, startRedis } from "../../support/redis.ts";
import { tempFolder } from "../../support/temp.ts";
import { type TempDataset, tempDataset } from "../exercise.ts";
import { partsFor } from "../parts.ts";

setDefaultTimeout(30_000);

const withRedis = test.skipIf(redisServer === "");
const never = new AbortController().signal;
const runId = "a-run";

/** What a worker uses of a run that it has joined. */
function runAt(path: string, { exercises }: TempDataset, kind: HarnessKind): OpenRun {
  const parts = partsFor(kind, path);
  const trials = exercises.map((exercise) => ({ exercise, repeat: 1 }));
  const harness = { kind, subject: parts.subject };
  return { path, parts, harness, trials } as unknown as OpenRun;
}

withRedis(
  "a machine that spoils its tasks stops taking them, and another one does them",
  async () => {
    using dataset = await tempDataset(4);
    using place = await tempFolder();
    await using server = await startRedis();
    await using connection = await connectQueue(queueAddress(server.url), never);
    const { redis } = connection;
    const queue = await openQueue(connection, runId);
    await redis.hset(keys.runs, runId, "{}");
    await queue.addBulk(
      dataset.exercises.map(({ key }) => {
        const opts = { jobId: key, attempts: machinesTried, backoff: { type: "fixed", delay: 1 } };
        return { name: "trial", data: { key, repeat: 1 }, opts };
      }),
    );
    const gone = simpleHarness("oracle", () => {
      throw new ModelError("unreachable", "Nobody answers.");
    });
    const work = (id: string, kind: HarnessKind) => {
      const run = runAt(join(place.path, id), dataset, kind);
      const at = { id, runId, run, redis, onEvent: () => undefined, waitsMs: [] };
      const isWanted = () => Promise.resolve(false);
      const options = { jobs: 1, lostAfterMs: 5_000, say: () => undefined, isWanted };
      return workOn(at, queue, options, never);
    };
    await expect(work("broken", gone)).rejects.toThrow(
      "3 tasks in a row could not be run here: Nobody answers.",
    );
    await work("sound", oracle);
    const results = (await queue.getCompleted()).map((job) => resultSchema.parse(job.returnvalue));
    expect(results.map(({ worker, row }) => [worker, row.passedAt, row.infrastructure])).toEqual(
      dataset.exercises.map(() => ["sound", 1, undefined]),
    );
    expect(await queue.getFailedCount()).toBe(0);
    await queue.close();
  },
);

withRedis("what every machine spoils comes back as a row that counts against nobody", async () => {
  using dataset = await tempDataset(1);
  using place = await tempFolder();
  await using server = await startRedis();
  await using connection = await connectQueue(queueAddress(server.url), never);
  const { redis } = connection;
  const queue = await openQueue(connection, runId);
  await redis.hset(keys.runs, runId, "{}");
  const opts = { jobId: "one", attempts: machinesTried, backoff: { type: "fixed", delay: 1 } };
  await queue.add("trial", { key: "javascript/double-1", repeat: 1 }, opts);
  let left = 2;
  const moody = simpleHarness("oracle", () => {
    left -= 1;
    throw new ModelError("unreachable", "Nobody answers.");
  });
  const run = runAt(join(place.path, "work"), dataset, moody);
  const at = { id: "moody", runId, run, redis, onEvent: () => undefined, waitsMs: [] };
  const isWanted = () => Promise.resolve(false);
  const options = { jobs: 1, lostAfterMs: 5_000, say: () => undefined, isWanted };
  await workOn(at, queue, options, never).catch((error: Error) => error);
  expect(left).toBe(2 - machinesTried);
  const [job] = await queue.getCompleted();
  expect(resultSchema.parse(job?.returnvalue).row.infrastructure).toEqual({
    kind: "server",
    detail: "Nobody answers.",
  });
  await queue.close();
});
