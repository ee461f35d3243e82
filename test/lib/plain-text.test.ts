import { expect, test } from "bun:test";
import { plainText } from "../../src/lib/plain-text.ts";

test.each([
  ["colours", "\x1b[1;31mred\x1b[0m and \x1b[38;2;1;2;3mtrue\x1b[m", "red and true"],
  ["a title and a link", "\x1b]0;title\x07\x1b]8;;http://a\x1b\\text\x1b]8;;\x1b\\", "text"],
  ["a progress bar", "10 %\r50 %\r100 %\ndone\r\n", "100 %\ndone\n"],
  ["what was taken back", "N\bNA\bAME", "NAME"],
  ["bells and zeros, but not tabs", "a\x07\tb\x00é漢", "a\tbé漢"],
  ["plain text", "a\n\n  b\n", "a\n\n  b\n"],
])("%s", (_what, output, shown) => {
  expect(plainText(output)).toBe(shown);
});
