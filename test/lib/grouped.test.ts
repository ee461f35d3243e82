import { expect, test } from "bun:test";
import { grouped } from "../../src/lib/grouped.ts";

test("thousands are apart as English writes them", () => {
  for (const value of [0, 7, 999, 1_000, 65_536, 999_999, 1_000_000, 1_234_567_890, -4_096]) {
    expect(grouped(value)).toBe(value.toLocaleString("en-US"));
  }
});
