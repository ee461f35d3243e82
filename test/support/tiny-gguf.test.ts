import { expect, test } from "bun:test";
import { tinyGguf, tinyGgufBytes } from "./tiny-gguf.ts";

test("the same options give the same small file, another seed another one", async () => {
  const bytes = tinyGgufBytes();
  expect(Buffer.compare(bytes, tinyGgufBytes())).toBe(0);
  expect(Buffer.compare(bytes, tinyGgufBytes({ seed: 2 }))).not.toBe(0);
  expect(bytes.length).toBeLessThan(1_000_000);
  expect(await Bun.file(await tinyGguf()).bytes()).toEqual(new Uint8Array(bytes));
});
