import { expect, test } from "bun:test";
import { nearest, slipOf, slipsOf } from "../../src/lib/near.ts";

const names = ["read", "write", "batch_read", "search"];

test("the nearest names come first, and far ones not at all", () => {
  expect(nearest("reads", names)).toEqual(["read"]);
  expect(nearest("read", names)).toEqual(["read", "batch_read"]);
  expect(nearest("wirte", names, 1)).toEqual(["write"]);
  expect(nearest("xyzzyplugh", names)).toEqual([]);
  expect(nearest("", names)).toEqual([]);
});

test("one letter is a slip, two are one in a long word only", () => {
  expect(slipOf("wite", names)).toBe("write");
  expect(slipOf("wte", names)).toBeUndefined();
  expect(slipOf("batch_raed", names)).toBe("batch_read");
});

test("a slip that fits two names is none of them", () => {
  expect(slipOf("plax", ["plan", "play"])).toBeUndefined();
  expect(slipsOf("plax", ["plan", "play"])).toEqual(["plan", "play"]);
});

test("very short words are no slips", () => {
  expect(slipOf("ll", ["ls"])).toBeUndefined();
});
