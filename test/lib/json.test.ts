import { expect, test } from "bun:test";
import fc from "fast-check";
import { type ReadJson, readJson } from "../../src/lib/json.ts";

const repaired = (value: unknown): ReadJson => ({ type: "read", value, repaired: true });

test("valid JSON is read as it stands", () => {
  expect(readJson('{"a":[1,"x",null]}')).toEqual({
    type: "read",
    value: { a: [1, "x", null] },
    repaired: false,
  });
});

test.each([
  ['{"path":"a.js",}', { path: "a.js" }],
  ["{'path':'a.js'}", { path: "a.js" }],
  ['{"path":"a.js"', { path: "a.js" }],
  ['{"path":"a.js"}}', { path: "a.js" }],
  ['{"path":"a.js"]', { path: "a.js" }],
  ['{path:"a.js"}', { path: "a.js" }],
  ['{"path":"a.js" "line":1}', { path: "a.js", line: 1 }],
  ["{'all': True, 'x': None}", { all: true, x: null }],
  ['```json\n{"path":"a.js",}\n```', { path: "a.js" }],
  ["{“path”:“a.js”}", { path: "a.js" }],
  ['{"edits":[{"old":"a","new":"b"}', { edits: [{ old: "a", new: "b" }] }],
])("punctuation is put right: %s", (text, value) => {
  expect(readJson(text)).toEqual(repaired(value));
});

test.each([
  ['{"content":"a, }","path":"p",}', { content: "a, }", path: "p" }],
  ['{"pattern":"\\d+\\.js",}', { pattern: "\\d+\\.js" }],
  ['{"text":"first\n\tsecond"}', { text: "first\n\tsecond" }],
  ['{"command":"a \\\n b"}', { command: "a \\\n b" }],
  ['{"text":"// no comment /* here */",}', { text: "// no comment /* here */" }],
  ['{"text":"don\\\'t",}', { text: "don't" }],
  ['{"text":"\\u00e9 \\u12",}', { text: "é \\u12" }],
  ["{'text':'say \"True\"'}", { text: 'say "True"' }],
])("what stands in a string is never changed: %s", (text, value) => {
  expect(readJson(text)).toEqual(repaired(value));
});

test.each([
  ['{"path":"a.js","content":"line one', "in_string"],
  ['{"path":"a.js","content":"a\\', "in_string"],
  ['{"path":"a.js","content"', "before_end"],
  ['{"path":"a.js","content":', "before_end"],
  ['{"path":"a.js",', "before_end"],
  ['{"line":12', "before_end"],
  ['{"all":tr', "before_end"],
  ["{", "before_end"],
])("a text that breaks off inside a value is cut: %s", (text, why) => {
  expect<unknown>(readJson(text)).toEqual({ type: "cut", why });
});

test.each([
  ['{"command":"echo "hi" there","all":true}', "strings"],
  ['{"a":"b"+"c"}', "strings"],
  ["hello", "syntax"],
  ["", "syntax"],
])("a text that leaves more than one reading is unreadable: %s", (text, why) => {
  expect<unknown>(readJson(text)).toEqual({ type: "unreadable", why });
});

test("two objects in a row are not one", () => {
  expect(readJson('{"path":"a"}{"path":"b"}').type).toBe("unreadable");
});

const json = fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: "grapheme" }), fc.integer()), {
  minKeys: 1,
  noNullPrototype: true,
});

test("property: a comma too many or a bracket too few loses nothing", () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = JSON.stringify(value);
      expect(readJson(`${text.slice(0, -1)},}`)).toEqual(repaired(value));
      expect(readJson(`${text}}`)).toEqual(repaired(value));
    }),
  );
});

test("property: of a text cut anywhere only whole values are read", () => {
  fc.assert(
    fc.property(json, fc.nat(), (value, where) => {
      const text = JSON.stringify(value);
      const read = readJson(text.slice(0, where % text.length));
      if (read.type === "read") expect(value).toMatchObject(read.value as object);
    }),
    { numRuns: 1_000 },
  );
});
