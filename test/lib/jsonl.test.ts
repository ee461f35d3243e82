import { expect, test } from "bun:test";
import fc from "fast-check";
import { parseJsonLines, toJson, toJsonLine } from "../../src/lib/jsonl.ts";

test("what was written is read again", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (values) => {
      const plain = JSON.parse(JSON.stringify(values)) as unknown[];
      const kept = plain.filter((value) => value !== undefined);
      const text = kept.map(toJsonLine).join("");
      expect(parseJsonLines(text)).toEqual({ values: kept, torn: false });
    }),
  );
});

test("a file cut anywhere gives its whole lines and no more", () => {
  const values = [{ a: "é\n" }, { b: [1, 2] }, { c: "😀" }];
  const text = values.map(toJsonLine).join("");
  for (let length = 0; length <= text.length; length += 1) {
    const { values: read, brokenLine } = parseJsonLines(text.slice(0, length));
    expect(brokenLine).toBeUndefined();
    expect(read).toEqual(values.slice(0, read.length));
    expect(read.length).toBeGreaterThanOrEqual(text.slice(0, length).split("\n").length - 1);
  }
});

test("a broken line in the middle is named, and nothing after it is read", () => {
  expect(parseJsonLines('{"a":1}\n{"b":\n{"c":3}\n')).toEqual({
    values: [{ a: 1 }],
    torn: false,
    brokenLine: 2,
  });
});

test("values that JSON has no form for become strings that say what they were", () => {
  const circle: Record<string, unknown> = { name: "circle" };
  circle.self = circle;
  const value = {
    big: 12n,
    bytes: new Uint8Array(3),
    circle,
    date: new Date(0),
    error: new TypeError("no"),
    infinite: Number.POSITIVE_INFINITY,
    map: new Map([["a", 1]]),
    not: Number.NaN,
    nothing: undefined,
    set: new Set([1]),
  };
  expect(JSON.parse(toJson(value))).toEqual({
    big: "12",
    bytes: "[3 bytes]",
    circle: { name: "circle", self: "[circular]" },
    date: "1970-01-01T00:00:00.000Z",
    error: "TypeError: no",
    infinite: "Infinity",
    map: [["a", 1]],
    not: "NaN",
    set: [1],
  });
});
