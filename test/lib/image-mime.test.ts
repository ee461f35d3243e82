import { expect, test } from "bun:test";
import { imageMime } from "../../src/lib/image-mime.ts";

const bytes = (text: string) => Buffer.from(text, "latin1");

test.each([
  ["image/png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"],
  ["image/jpeg", "\xff\xd8\xff\xe0\0\x10JFIF"],
  ["image/gif", "GIF89a\x01\0"],
  ["image/webp", "RIFF\x24\0\0\0WEBPVP8 "],
  [undefined, "RIFF\x24\0\0\0WAVEfmt "],
  [undefined, "%PDF-1.7"],
  [undefined, ""],
])("%p is known by its first bytes", (mime, head) => {
  expect(imageMime(bytes(head))).toBe(mime);
});
