import { describe, expect, test } from "bun:test";
import { coerceInput } from "../../src/core/coerce.ts";
import { wholeNumber } from "../../src/core/number-words.ts";
import { echoTool } from "../support/call-tools.ts";

describe("whole numbers", () => {
  test.each([
    [7, 7],
    ["7", 7],
    [" 100.0 ", 100],
    [25.0, 25],
    ["-3", -3],
    ["007", 7],
    ["fifty", 50],
    ["Twenty-One", 21],
    ["one hundred and five", 105],
    ["a hundred", 100],
    ["two hundred fifty", 250],
    ["one thousand two hundred", 1_200],
    ["zero", 0],
    [12.5, undefined],
    ["12.5", undefined],
    ["", undefined],
    ["a", undefined],
    ["one two", undefined],
    ["fifty hundredths", undefined],
    ["twenty eleven", undefined],
    ["constructor", undefined],
    ["Infinity", undefined],
    ["0x10", undefined],
    [true, undefined],
    [null, undefined],
    [[1], undefined],
  ])("%j is %j", (value, number) => {
    expect(wholeNumber(value)).toBe(number as number);
  });
});

const tool = echoTool("try", {
  properties: {
    text: { type: "string" },
    count: { type: "integer" },
    ratio: { type: "number" },
    deep: { type: "boolean" },
    list: { type: "array", items: { type: "string" } },
    numbers: { type: "array", items: { type: "integer" } },
    options: { type: "object", properties: { limit: { type: "integer" } } },
    format: { type: "string", enum: ["numbered", "raw"] },
    maybe: { type: ["integer", "null"] },
    either: { type: ["integer", "string"] },
    free: {},
  },
  argumentAliases: { file_path: "text", max: "count" },
});

const coerced = (given: Record<string, unknown>) => coerceInput(tool, given);
const input = (given: Record<string, unknown>) => coerced(given).input;

describe("values become what the schema says, where that is clear", () => {
  test.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{ count: "20" }, { count: 20 }],
    [{ count: "fifty" }, { count: 50 }],
    [{ count: 12.5 }, { count: 12.5 }],
    [{ count: "many" }, { count: "many" }],
    [{ count: null }, {}],
    [{ count: "null" }, {}],
    [{ count: "None" }, {}],
    [{ count: "" }, {}],
    [{ maybe: "3" }, { maybe: 3 }],
    [{ either: "3" }, { either: "3" }],
    [{ free: "3" }, { free: "3" }],
    [{ ratio: "0.5" }, { ratio: 0.5 }],
    [{ ratio: "ten" }, { ratio: 10 }],
    [{ ratio: "fast" }, { ratio: "fast" }],
    [{ deep: "True" }, { deep: true }],
    [{ deep: "False" }, { deep: false }],
    [{ deep: "no" }, { deep: false }],
    [{ deep: 1 }, { deep: true }],
    [{ deep: "maybe" }, { deep: "maybe" }],
    [{ list: '["a", "b"]' }, { list: ["a", "b"] }],
    [{ list: "a.py" }, { list: "a.py" }],
    [{ list: { a: 1 } }, { list: { a: 1 } }],
    [{ numbers: ["1", "two", 3] }, { numbers: [1, 2, 3] }],
    [{ options: '{"limit": "5"}' }, { options: { limit: 5 } }],
    [{ options: { limit: null, other: null } }, { options: { other: null } }],
    [{ options: ["a"] }, { options: ["a"] }],
    [{ format: "RAW" }, { format: "raw" }],
    [{ format: "hex" }, { format: "hex" }],
    [{ text: "007" }, { text: "007" }],
    [{ text: 7 }, { text: 7 }],
    [{ text: "null" }, { text: "null" }],
    [{ text: "" }, { text: "" }],
    [{ text: '{"a": 1}' }, { text: '{"a": 1}' }],
  ])("%j → %j", (given, wanted) => {
    expect(input(given)).toEqual(wanted);
  });
});

describe("names become what the tool calls them", () => {
  test.each<[Record<string, unknown>, Record<string, unknown>, readonly string[]]>([
    [{ Text: "a" }, { text: "a" }, []],
    [{ file_path: "a" }, { text: "a" }, []],
    [{ filePath: "a" }, { text: "a" }, []],
    [{ "file-path": "a" }, { text: "a" }, []],
    [{ max: "20" }, { count: 20 }, []],
    [{ text: "a", file_path: "b" }, { text: "a" }, []],
    [{ file_path: "b", text: "a" }, { text: "a" }, []],
    [{ fromat: "raw" }, {}, ["fromat"]],
    [{ formt: "raw" }, { format: "raw" }, []],
    [{ text: "a", colour: "red" }, { text: "a" }, ["colour"]],
    [{ arguments: { text: "a" } }, { text: "a" }, []],
    [{ input: '{"text": "a"}' }, { text: "a" }, []],
    [{ name: "try", arguments: { text: "a" } }, { text: "a" }, []],
    [{ arguments: { text: "a" }, text: "b" }, { text: "b" }, ["arguments"]],
    [{ constructor: 1 }, {}, ["constructor"]],
    [JSON.parse('{"__proto__": {"text": "a"}}'), {}, ["__proto__"]],
  ])("%j → %j", (given, wanted, unknown) => {
    expect(coerced(given)).toEqual({ input: wanted, unknown });
  });
});

test("what was given is never changed", () => {
  const given = Object.freeze({ options: Object.freeze({ limit: "5" }), list: '["a"]' });
  expect(input(given)).toEqual({ options: { limit: 5 }, list: ["a"] });
  expect(given).toEqual({ options: { limit: "5" }, list: '["a"]' });
});
