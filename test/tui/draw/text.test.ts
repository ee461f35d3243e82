import { expect, test } from "bun:test";
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { clean, fit, middle, padEnd, seconds, tokens, wrap } from "../../../src/tui/draw/text.ts";
import { columnsOf } from "../../../src/tui/draw/width.ts";

const signs = fc.constantFrom(
  ..."abc de-fgh ,.",
  "日",
  "本語",
  "👨‍👩‍👧‍👦",
  "é",
  "e\u0301",
  "한글",
  "\t",
  "\n",
  "\u001b[31m",
  "\u001b[0m",
  "\u001b]0;title\u0007",
  "\u001b[2J",
  "\u202e",
  "\u0008",
  "☎️",
  "–",
  "│",
);
const texts = fc.array(signs, { maxLength: 60 }).map((parts) => parts.join(""));
const harmless = /^[^\p{Cc}\u202a-\u202e]*$/u;

test("whatever a text holds, its lines fit and only colours are left of its sequences", () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, width) => {
      for (const line of [fit(text, width), ...wrap(text, width)]) {
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
        expect(stripVTControlCharacters(line)).toMatch(harmless);
      }
    }),
  );
});

test("the quick measure of columns is the measure of string-width", () => {
  fc.assert(
    fc.property(fc.oneof(texts, fc.string({ unit: "grapheme" })), (text) => {
      expect(columnsOf(text)).toBe(stringWidth(text));
    }),
  );
  for (let code = 0; code < 0x3000; code += 1) {
    const sign = String.fromCharCode(code);
    expect([code, columnsOf(sign)]).toEqual([code, stringWidth(sign)]);
  }
});

test("wrapping keeps every word and the indentation of a line", () => {
  expect(wrap("  one two three\nfour", 9)).toEqual(["  one two", "three", "four"]);
  expect(wrap("a verylongword b", 6)).toEqual(["a", "verylo", "ngword", "b"]);
  expect(wrap("日本語 テキスト", 6)).toEqual(["日本語", "テキス", "ト"]);
  expect(wrap("", 6)).toEqual([""]);
});

test("a terminal obeys nothing of a cleaned text", () => {
  const text = "a\u001b[31mb\u001b]0;t\u0007c\u001b[2Jd\te\r\nf\rg\u009b3m\u202eh\u001bPq\u001b\\i";
  expect(clean(text)).toBe("abcd    e\nf\nghi");
});

test("colours stay where a line is cut, those that hide or blink do not", () => {
  expect(fit("\u001b[31mred text\u001b[39m and \u001b[8;5;1mbold\u001b[0m", 12)).toBe(
    "\u001b[31mred text\u001b[39m an…",
  );
  expect(fit("\u001b[38;5;8mx\u001b[0m", 5)).toBe("\u001b[38;5;8mx\u001b[0m");
  expect(fit("\u001b[31mopen", 8)).toBe("\u001b[31mopen\u001b[0m");
});

test("text is padded, and a path is shortened in its middle", () => {
  expect(padEnd("日本", 6)).toBe("日本  ");
  expect(middle("src/very/long/path/to/some/file.ts", 24)).toBe("src/…/to/some/file.ts");
  expect(middle("src/folder/averylongname.ts", 19)).toBe("…/averylongname.ts");
  expect(middle("averylongname.ts", 8)).toBe("averylo…");
});

test("times and numbers of tokens are said shortly", () => {
  expect([0, 400, 9_949, 9_960, 59_400, 60_000, 184_000, 3_720_000].map(seconds)).toEqual([
    "0.0 s",
    "0.4 s",
    "9.9 s",
    "10 s",
    "59 s",
    "1 min",
    "3 min 4 s",
    "1 h 2 min",
  ]);
  expect([0, 850, 999.6, 18_213, 99_960, 999_960, 1_234_567].map(tokens)).toEqual([
    "0",
    "850",
    "1k",
    "18.2k",
    "100k",
    "1M",
    "1.2M",
  ]);
});
