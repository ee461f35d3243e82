import { expect, test } from "bun:test";
import { ageText } from "../../src/lib/age.ts";

test("an age is told in the largest unit, and by its date where it is long ago", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const told = [5, 59, 60, 3_599, 3_600, 90_000, 2_591_999, 2_592_000, -5].map((seconds) =>
    ageText(new Date(now.getTime() - seconds * 1_000), now),
  );
  expect(told).toEqual([
    ...["now", "now", "1 min ago", "59 min ago", "1 h ago", "1 d ago", "29 d ago"],
    ...["2026-10-22", "now"],
  ]);
});
