import { expect, test } from "bun:test";
import { inParallel, jobsFor } from "../../src/bench/jobs.ts";

test("auto is the server's slots, one for another agent, and a core each without a model", () => {
  expect(jobsFor("auto", { slots: 4 }, false)).toBe(4);
  expect(jobsFor("auto", {}, false)).toBe(1);
  expect(jobsFor("auto", undefined, true)).toBe(1);
  expect(jobsFor("auto", undefined, false)).toBe(navigator.hardwareConcurrency);
  expect(jobsFor(3, { slots: 1 }, false)).toBe(3);
});

test("so many at once and no more, in their order", async () => {
  const begun: number[] = [];
  let open = 0;
  let most = 0;
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item);
    open += 1;
    most = Math.max(most, open);
    await Bun.sleep(2);
    open -= 1;
  });
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3]);
});

test("the first that throws ends all, after those under way have ended", async () => {
  const ended: number[] = [];
  const working = inParallel([1, 2, 3, 4, 5, 6], 2, async (item) => {
    if (item === 2) throw new Error("Two.");
    await Bun.sleep(5);
    ended.push(item);
  });
  expect(working).rejects.toThrow("Two.");
  await working.catch(() => undefined);
  expect(ended).toEqual([1]);
});
