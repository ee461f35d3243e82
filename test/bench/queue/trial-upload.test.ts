import { expect, test } from "bun:test";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { connectQueue } from "../../../src/bench/queue/connect-queue.ts";
import { queueAddress } from "../../../src/bench/queue/queue-address.ts";
import {
  downloadFolder,
  maxFileBytes,
  uploadFolder,
} from "../../../src/bench/queue/trial-upload.ts";
import { redisServer, startRedis } from "../../support/redis.ts";
import { tempFolder } from "../../support/temp.ts";

const withRedis = test.skipIf(redisServer === "");

async function connected() {
  await using stack = new AsyncDisposableStack();
  const { url } = stack.use(await startRedis());
  const never = new AbortController().signal;
  const { redis } = stack.use(await connectQueue(queueAddress(url), never));
  const all = stack.move();
  return { redis, [Symbol.asyncDispose]: () => all.disposeAsync() };
}

withRedis("files come back byte for byte, large ones in pieces", async () => {
  await using own = await connected();
  const noise = crypto.getRandomValues(new Uint8Array(65_536));
  const large = Buffer.concat(Array.from({ length: 40 }, () => noise));
  using from = await tempFolder({ "row.json": "{}\n", "logs/a b.jsonl": large, "empty.txt": "" });
  using to = await tempFolder();
  expect(await uploadFolder(own.redis, "key", from.path)).toEqual([]);
  expect(await own.redis.hlen("key")).toBe(1 + 1 + 3);
  expect(await own.redis.ttl("key")).toBeGreaterThan(600_000);
  expect(await downloadFolder(own.redis, "key", to.path)).toBe(true);
  expect(await Bun.file(join(to.path, "row.json")).text()).toBe("{}\n");
  expect(await Bun.file(join(to.path, "empty.txt")).text()).toBe("");
  const back = Buffer.from(await Bun.file(join(to.path, "logs/a b.jsonl")).arrayBuffer());
  expect(back.equals(large)).toBe(true);
});

withRedis(
  "what is too large or can be built again is left out by name; links are none",
  async () => {
    await using own = await connected();
    using from = await tempFolder({
      "row.json": "{}\n",
      "workspace/huge.bin": new Uint8Array(maxFileBytes + 1),
      "workspace/node_modules/a.js": "1",
      "workspace/double.js": "2",
    });
    symlinkSync("/etc/hostname", join(from.path, "workspace/link.js"));
    symlinkSync("/etc", join(from.path, "workspace/folder"));
    using to = await tempFolder();
    expect(await uploadFolder(own.redis, "key", from.path)).toEqual([
      "workspace/node_modules/a.js",
      "workspace/huge.bin",
    ]);
    await downloadFolder(own.redis, "key", to.path);
    const files = [...new Bun.Glob("**/*").scanSync({ cwd: to.path, dot: true })].sort();
    expect(files).toEqual(["row.json", "workspace/double.js"]);
  },
);

withRedis("files that are gone are told, and none is written outside of its folder", async () => {
  await using own = await connected();
  using to = await tempFolder();
  expect(await downloadFolder(own.redis, "nothing", to.path)).toBe(false);
  await own.redis.hset("key", "list", JSON.stringify([{ path: "../evil.js", pieces: 0 }]));
  await expect(downloadFolder(own.redis, "key", to.path)).rejects.toThrow(
    'A worker sent a file for "../evil.js", which lies outside of its task.',
  );
});
