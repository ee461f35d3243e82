import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { readResults } from "../../../src/bench/results-file.ts";
import { type Finished, localcode } from "../../support/localcode.ts";
import { type PlayedLine, startPlayer } from "../../support/player.ts";
import { program } from "../../support/program.ts";
import { type RunningRedis, redisServer, startRedis } from "../../support/redis.ts";
import { type TempFolder, tempFolder } from "../../support/temp.ts";
import { doubleFiles } from "../exercise.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const withRedis = test.skipIf(redisServer === "");

const right = "export const double = (number) => 2 * number;\n";
const solving: readonly PlayedLine[] = [
  { call: { name: "read", input: { path: "double.js" } } },
  { call: { name: "write", input: { path: "double.js", content: right } } },
  { text: "Done." },
];

type Tasks = TempFolder & {
  /** Lets the tests of the first task end. */
  open(): Promise<void>;
};

/** So many tasks; the tests of the first wait until they may end, so that a trial can be interrupted. */
async function dataset(count: number): Promise<Tasks> {
  const gate = await tempFolder();
  const file = join(gate.path, "open");
  const waiting = `
test("waits", async () => {
  while (!(await Bun.file(${JSON.stringify(file)}).exists())) await Bun.sleep(10);
}, 60_000);
`;
  const slugs = Array.from({ length: count }, (_, index) => `double-${index + 1}`);
  const files = slugs.flatMap((slug, index) =>
    Object.entries(doubleFiles).map(([name, text]) => {
      const waits = index === 0 && name.endsWith(".spec.js");
      return [`javascript/exercises/practice/${slug}/${name}`, waits ? text + waiting : text];
    }),
  );
  const folder = await tempFolder(Object.fromEntries(files));
  return {
    path: folder.path,
    open: async () => void (await Bun.write(file, "")),
    [Symbol.dispose]: () => {
      folder[Symbol.dispose]();
      gate[Symbol.dispose]();
    },
  };
}

type Running = {
  /** What it said on stderr so far. */
  said(): string;
  /** Waits until it says this. */
  says(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  ended(): Promise<Finished>;
};

/** A process of localcode whose words are heard while it runs. */
function start(place: TempFolder, ...args: readonly string[]): Running {
  const home = join(place.path, ".home");
  const child = Bun.spawn([...program, "bench", ...args], {
    cwd: place.path,
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { PATH: process.env.PATH ?? "", HOME: home, XDG_STATE_HOME: join(home, "state") },
  });
  let err = "";
  const heard = (async () => {
    const decoder = new TextDecoder();
    for await (const piece of child.stderr) err += decoder.decode(piece, { stream: true });
  })();
  return {
    said: () => err,
    async says(text) {
      while (!err.includes(text)) {
        if (child.exitCode !== null) throw new Error(`It ended without "${text}": ${err}`);
        await Bun.sleep(5);
      }
    },
    kill: (signal) => child.kill(signal),
    async ended() {
      const out = await new Response(child.stdout).text();
      await heard;
      return { code: await child.exited, out, err };
    },
  };
}

function runArgs(tasks: TempFolder, out: string, ...more: readonly string[]): readonly string[] {
  return [
    ...["run", "oracle", "--dataset", tasks.path, "--sandbox", "none", "--tries", "2"],
    ...["--out", out, ...more],
  ];
}

/** What must be the same wherever the trials were done. */
function facts(place: TempFolder, out: string) {
  const { rows } = readResults(join(place.path, out, "results.jsonl"));
  return rows
    .map(({ key, repeat, passedAt, score, reached, end, tries, infrastructure }) => {
      const tested = tries.map((one) => one.tested);
      return { key, repeat, passedAt, score, reached, end, tested, infrastructure };
    })
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

async function keysLeft({ url }: RunningRedis): Promise<readonly string[]> {
  const redis = new Redis(url);
  const found = await redis.keys("*");
  redis.disconnect();
  return found;
}

withRedis("two workers, one killed in mid-trial, give the results of a local run", async () => {
  using place = await tempFolder();
  using tasks = await dataset(6);
  await using redis = await startRedis("a-password");
  const queue = ["--queue", redis.url];
  const run = start(place, ...runArgs(tasks, "spread", ...queue, "--lost-after", "1"));
  await run.says("Tasks wait for workers");
  const first = start(place, "worker", ...queue, "-j", "1");
  await first.says("javascript/double-1: try 1");
  const second = start(place, "worker", ...queue, "--once", "-j", "2");
  await second.says("javascript/double-2: try 1");
  first.kill("SIGKILL");
  await tasks.open();
  const [ended, other] = await Promise.all([run.ended(), second.ended()]);
  expect([ended.code, other.code]).toEqual([0, 0]);
  expect(ended.out.split("\n")[0]).toBe("Pass@1: 6/6 (100.0%)");
  expect(ended.err).toContain(
    "javascript/double-1/1/oracle: its worker fell silent; another begins it anew.",
  );
  const local = await localcode(["bench", ...runArgs(tasks, "local")], { cwd: place.path });
  expect(local.code).toBe(0);
  expect(facts(place, "spread")).toEqual(facts(place, "local"));
  const workers = JSON.parse(readFileSync(join(place.path, "spread/workers.json"), "utf8"));
  expect(workers.map(({ jobs }: { jobs: number }) => jobs)).toEqual([1, 2]);
  // As many as were there at once: the first may be gone before the second is seen.
  const { protocol } = JSON.parse(readFileSync(join(place.path, "spread/run.json"), "utf8"));
  expect([2, 3]).toContain(protocol.jobs);
  const trial = join(place.path, "spread/trials/javascript/double-1");
  expect(JSON.parse(readFileSync(join(trial, "worker.json"), "utf8"))).toEqual({
    worker: workers[1].id,
    leftOut: [],
    complete: true,
  });
  for (const file of ["row.json", "prompt-1.md", "tests-1.txt", "workspace/double.js"])
    expect(existsSync(join(trial, file))).toBe(true);
  expect(await keysLeft(redis)).toEqual([]);
  const written = ["plan.json", "run.json", "workers.json"].map((name) =>
    readFileSync(join(place.path, "spread", name), "utf8"),
  );
  const all = [...written, ended.out, ended.err, first.said(), other.out, other.err].join("\n");
  expect(all).not.toContain("a-password");
});

withRedis("Ctrl-C on a worker gives its trial back at once, as nobody's", async () => {
  using place = await tempFolder();
  using tasks = await dataset(2);
  await using redis = await startRedis();
  const queue = ["--queue", redis.url];
  const run = start(place, ...runArgs(tasks, "out", ...queue, "--lost-after", "600"));
  const first = start(place, "worker", ...queue);
  await first.says("javascript/double-1: try 1");
  first.kill("SIGINT");
  const left = await first.ended();
  expect(left.code).toBe(130);
  expect(left.err).toEndWith("Interrupted; what was under way is given back.\n");
  await tasks.open();
  const second = await start(place, "worker", ...queue, "--once").ended();
  const ended = await run.ended();
  expect([second.code, ended.code]).toEqual([0, 0]);
  expect(facts(place, "out").map(({ passedAt }) => passedAt)).toEqual([1, 1]);
  expect(ended.err).not.toContain("fell silent");
});

withRedis("a run that is killed finds in Redis what was done without it", async () => {
  using place = await tempFolder();
  using tasks = await dataset(4);
  await using redis = await startRedis();
  const queue = ["--queue", redis.url];
  const run = start(place, ...runArgs(tasks, "out", ...queue));
  await run.says("Tasks wait for workers");
  const worker = start(place, "worker", ...queue, "--once");
  await worker.says("javascript/double-1: try 1");
  run.kill("SIGKILL");
  await run.ended();
  await tasks.open();
  expect((await worker.ended()).code).toBe(0);
  // No worker is there any more.
  const resumed = await start(place, "run", "--resume", "out", ...queue).ended();
  expect([resumed.code, resumed.out.split("\n")[0]]).toEqual([0, "Pass@1: 4/4 (100.0%)"]);
  expect(facts(place, "out").length).toBe(4);
  expect(await keysLeft(redis)).toEqual([]);
});

withRedis("Ctrl-C on a run leaves a queue that rests until the run goes on", async () => {
  using place = await tempFolder();
  using tasks = await dataset(4);
  await using redis = await startRedis();
  const queue = ["--queue", redis.url];
  const run = start(place, ...runArgs(tasks, "out", ...queue));
  const worker = start(place, "worker", ...queue);
  await worker.says("javascript/double-1: try 1");
  run.kill("SIGINT");
  const left = await run.ended();
  expect(left.code).toBe(130);
  expect(left.err).toContain(`--resume ${join(place.path, "out")} --queue ${redis.url}`);
  await tasks.open();
  await worker.says("javascript/double-1: passed");
  const idle = await start(place, "worker", ...queue, "--once").ended();
  expect([idle.code, idle.err.includes("try 1")]).toEqual([0, false]);
  const resumed = await start(place, "run", "--resume", "out", ...queue).ended();
  worker.kill("SIGINT");
  await worker.ended();
  expect([resumed.code, resumed.out.split("\n")[0]]).toEqual([0, "Pass@1: 4/4 (100.0%)"]);
  expect(facts(place, "out").length).toBe(4);
  expect(await keysLeft(redis)).toEqual([]);
});

withRedis("a worker takes nothing of a run with other tasks or of another version", async () => {
  using place = await tempFolder();
  using tasks = await dataset(1);
  using others = await dataset(1);
  await using redis = await startRedis();
  const queue = ["--queue", redis.url];
  const run = start(place, ...runArgs(tasks, "out", ...queue));
  await run.says("Tasks wait for workers");
  const wrong = ["worker", ...queue, "--once", "--dataset", others.path];
  const refused = await start(place, ...wrong).ended();
  expect(refused.err).toMatch(/The tasks of .* are not the same here: \w{12}, and the run has/);
  const gone = await start(place, "worker", ...queue, "--once", "--dataset", "nowhere").ended();
  expect(gone.err).toContain("nowhere. Datasets: polyglot, starter, or a folder of exercises. ");
  await run.says("takes nothing of this run. The tasks of");
  const client = new Redis(redis.url);
  const [[runId = "", text = ""] = []] = Object.entries(
    await client.hgetall("localcode:bench:runs"),
  );
  const told = { ...JSON.parse(text), program: "0.0.1" };
  await client.hset("localcode:bench:runs", runId, JSON.stringify(told));
  const older = await start(place, "worker", ...queue, "--once").ended();
  expect(older.err).toContain("It was begun by localcode 0.0.1, and this is ");
  await client.hset("localcode:bench:runs", runId, text);
  client.disconnect();
  await tasks.open();
  await start(place, "worker", ...queue, "--once").ended();
  expect((await run.ended()).code).toBe(0);
});

withRedis("a Redis that loses everything costs nothing but time", async () => {
  using place = await tempFolder();
  using tasks = await dataset(3);
  await using redis = await startRedis();
  const queue = ["--queue", redis.url];
  const run = start(place, ...runArgs(tasks, "out", ...queue));
  const worker = start(place, "worker", ...queue, "-j", "2");
  await worker.says("javascript/double-1: try 1");
  const client = new Redis(redis.url);
  await client.flushall();
  client.disconnect();
  await tasks.open();
  expect((await run.ended()).code).toBe(0);
  worker.kill("SIGINT");
  await worker.ended();
  expect(facts(place, "out").map(({ passedAt }) => passedAt)).toEqual([1, 1, 1]);
});

withRedis("no Redis, a wrong password and -j of a run are told in one sentence", async () => {
  using place = await tempFolder();
  using tasks = await dataset(1);
  await using redis = await startRedis("right");
  const said = async (...args: readonly string[]) => {
    const { code, out, err } = await start(place, ...args).ended();
    return [code, out + err];
  };
  const closed = "redis://:secret@127.0.0.1:1";
  const text =
    "There is no Redis at redis://127.0.0.1:1: ECONNREFUSED. Start redis-server there, or name another with --queue.\n";
  expect(await said(...runArgs(tasks, "out", "--queue", closed))).toEqual([3, text]);
  expect(await said("worker", "--queue", closed)).toEqual([3, text]);
  expect(existsSync(join(place.path, "out"))).toBe(false);
  const wrong = `redis://:wrong@127.0.0.1:${redis.port}`;
  expect(await said("worker", "--queue", wrong)).toEqual([
    3,
    `The Redis at redis://127.0.0.1:${redis.port} refuses the user or the password. Name them in --queue redis://USER:PASSWORD@HOST:PORT.\n`,
  ]);
  expect(await said(...runArgs(tasks, "out", "--queue", redis.url, "-j", "2"))).toEqual([
    2,
    "With --queue each worker has its own -j: localcode bench worker -j N.\n",
  ]);
  const [code, noAddress] = await said("worker", "--queue", "lab:secret");
  expect(code).toBe(2);
  expect(noAddress).not.toContain("secret");
});

withRedis(
  "an agent's trial comes back with its session, and is replayed like any other",
  async () => {
    using place = await tempFolder();
    using tasks = await dataset(2);
    await tasks.open();
    await using redis = await startRedis();
    using player = startPlayer({ kind: "llama-server", lines: solving });
    const queue = ["--queue", redis.url];
    const solver = ["run", "default", "-m", "llamacpp/any", "--url", player.url];
    const wish = ["--dataset", tasks.path, "--sandbox", "none", "--out", "out", ...queue];
    const run = start(place, ...solver, ...wish);
    await run.says("Tasks wait for workers");
    const worker = await start(place, "worker", ...queue, "--once").ended();
    expect([worker.code, (await run.ended()).code]).toEqual([0, 0]);
    expect(worker.err).toContain(`model played:latest at ${player.url}`);
    expect(facts(place, "out").map(({ passedAt }) => passedAt)).toEqual([1, 1]);
    const replayed = await start(place, "replay", "out").ended();
    expect(replayed.out).toBe(
      "javascript/double-1: 3 requests, all as they were\njavascript/double-2: 3 requests, all as they were\nReplayed 2, of which 0 went otherwise.\n",
    );
  },
);
