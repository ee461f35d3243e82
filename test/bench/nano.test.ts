import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { readResults } from "../../src/bench/results-file.ts";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";

// Real inference, and on a busy machine it may take a while.
setDefaultTimeout(240_000);

const exercise = "page-slugs";

/** What one run of the bench says of the exercise, without what the clock had a part in. */
async function run() {
  using place = await tempFolder();
  const where = ["--sandbox", "none", "--out", join(place.path, "out")];
  const limits = ["--tries", "1"];
  const args = ["bench", "run", "nano", "--dataset", "starter", "-k", exercise];
  const { code, out } = await localcode([...args, ...limits, ...where], { cwd: place.path });
  const { rows } = readResults(join(place.path, "out/results.jsonl"));
  const told = rows.map(({ key, agent, passedAt, turns, tools, tokens, end }) => {
    return { key, agent, passedAt, turns, tools, tokens, end };
  });
  return { code, rates: out.split("\n").slice(0, 2), told };
}

test("the bench measures nano in process, and twice alike", async () => {
  const first = await run();
  expect(first.code).toBe(0);
  expect(first.told).toMatchObject([{ agent: "nano" }]);
  expect(Object.keys(first.told[0]?.tools ?? {})).toContain("read");
  expect(await run()).toEqual(first);
});
