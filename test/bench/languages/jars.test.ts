import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { fetchJar } from "../../../src/bench/languages/jars.ts";
import { tempFolder } from "../../support/temp.ts";

const sha256 = new Bun.CryptoHasher("sha256").update("bytes").digest("hex");
const jar = { file: "a-1.jar", path: "org/a/1", sha256 };

function serve() {
  return Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: ({ url }) => {
      const found = new URL(url).pathname === "/org/a/1/a-1.jar";
      return found ? new Response("bytes") : new Response("", { status: 404 });
    },
  });
}

test("a jar is kept only with the right checksum", async () => {
  using server = serve();
  using cache = await tempFolder();
  const from = `http://127.0.0.1:${server.port}`;
  const { signal } = new AbortController();
  const place = { from, cache: cache.path, signal };
  const url = `${from}/org/a/1/a-1.jar`;
  expect(await fetchJar({ ...jar, sha256: "0" }, place)).toBe(
    `${url} has another checksum, so it is not used`,
  );
  expect(readdirSync(cache.path)).toEqual([]);
  expect(await fetchJar({ ...jar, path: "org/b" }, place)).toBe(
    `${from}/org/b/a-1.jar answers 404`,
  );
  expect(await fetchJar(jar, place)).toBeUndefined();
  expect(readdirSync(cache.path)).toEqual(["a-1.jar"]);
});

test("a repository that cannot be reached is named", async () => {
  using cache = await tempFolder();
  const { signal } = new AbortController();
  const said = await fetchJar(jar, { from: "http://127.0.0.1:1", cache: cache.path, signal });
  expect(said).toStartWith("http://127.0.0.1:1/org/a/1/a-1.jar cannot be reached: ");
});
