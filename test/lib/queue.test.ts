import { expect, test } from "bun:test";
import fc from "fast-check";
import { openQueue, type Place } from "../../src/lib/queue.ts";

test("one is in at a time, and the next is the one that came first", () => {
  const queue = openQueue(1);
  const [first, second, third] = [queue.enter(), queue.enter(), queue.enter()];
  const inside = () => [first, second, third].map((place) => place.isIn());
  expect(inside()).toEqual([true, false, false]);
  first.leave();
  expect(inside()).toEqual([false, true, false]);
  first.leave();
  expect(inside()).toEqual([false, true, false]);
  second.leave();
  expect(inside()).toEqual([false, false, true]);
});

test("who goes before it is his turn is passed over", async () => {
  const queue = openQueue(1);
  const [first, second, third] = [queue.enter(), queue.enter(), queue.enter()];
  second.leave();
  first.leave();
  await third.turn;
  expect([second.isIn(), third.isIn()]).toEqual([false, true]);
});

test("never more are in than may be, and a free place never stays empty", () => {
  const steps = fc.array(fc.nat(9));
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 4 }), (choices, atOnce) => {
      const queue = openQueue(atOnce);
      let there: readonly Place[] = [];
      for (const choice of choices) {
        const leaving = choice < 5 ? there[choice] : undefined;
        leaving?.leave();
        there =
          leaving === undefined ? [...there, queue.enter()] : there.filter((p) => p !== leaving);
        const inside = there.filter((place) => place.isIn()).length;
        expect(inside).toBe(Math.min(atOnce, there.length));
      }
    }),
  );
});
