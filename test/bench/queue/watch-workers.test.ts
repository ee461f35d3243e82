import { expect, setDefaultTimeout, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "bullmq";
import { connectQueue } from "../../../src/bench/queue/connect-queue.ts";
import type { Identity } from "../../../src/bench/queue/identity.ts";
import { keys, prefix, queueName } from "../../../src/bench/queue/names.ts";
import { openQueue } from "../../../src/bench/queue/open-jobs.ts";
import { queueAddress } from "../../../src/bench/queue/queue-address.ts";
import { watchWorkers, workersFile } from "../../../src/bench/queue/watch-workers.ts";
import { redisServer, startRedis } from "../../support/redis.ts";
import { tempFolder } from "../../support/temp.ts";

// On a busy machine every process may take a while.
setDefaultTimeout(60_000);

const withRedis = test.skipIf(redisServer === "");
const runId = "a-run";

withRedis("what can be done at once is counted of the workers that are there", async () => {
  using folder = await tempFolder();
  await using server = await startRedis();
  const never = new AbortController().signal;
  await using connection = await connectQueue(queueAddress(server.url), never);
  const { redis } = connection;
  const queue = await openQueue(connection, runId);
  const said: string[] = [];
  const jobs: number[] = [];
  const watch = watchWorkers({
    ...{ redis, queue, runId, folder: folder.path },
    say: (text) => said.push(text),
    onJobs: (count) => jobs.push(count),
  });
  const begin = async (id: string, more: Partial<Identity>): Promise<Worker> => {
    const joined = "2026-11-21T10:00:00.000Z";
    const identity: Identity = { id, hostname: "lab", joined, sandbox: "none", ...more };
    await redis.hset(keys.workers(runId), id, JSON.stringify(identity));
    const worker = new Worker(queueName(runId), async () => undefined, {
      ...{ connection: redis, prefix, name: id, drainDelay: 1 },
    });
    await worker.waitUntilReady();
    return worker;
  };
  await watch.look();
  const one = await begin("lab-1-a", { jobs: 2 });
  await watch.look();
  const other = await begin("lab-2-b", { jobs: 3 });
  const refused = await begin("lab-3-c", { refused: "Other tasks." });
  await refused.close();
  await watch.look();
  await watch.look();
  await one.close();
  await watch.look();
  await other.close();
  await watch.look();
  await queue.close();
  expect(jobs).toEqual([2, 5, 3, 0]);
  expect(said).toEqual([
    "lab-1-a: 2 tasks at once, sandbox none",
    expect.stringMatching(/^lab-[23]/),
    expect.stringMatching(/^lab-[23]/),
  ]);
  const written: Identity[] = JSON.parse(readFileSync(join(folder.path, workersFile), "utf8"));
  expect(written.map(({ id }) => id).sort()).toEqual(["lab-1-a", "lab-2-b", "lab-3-c"]);
});
