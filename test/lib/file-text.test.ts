import { expect, test } from "bun:test";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { decodeText, encodeText } from "../../src/lib/encoding.ts";
import { FileError } from "../../src/lib/file-error.ts";
import { readText } from "../../src/lib/file-text.ts";
import { writeText } from "../../src/lib/write-text.ts";
import { tempFolder } from "../support/temp.ts";

const mark = [0xef, 0xbb, 0xbf];

test("a text file is read with its line ends, BOM and encoding told apart from its text", async () => {
  using folder = await tempFolder({
    "lf.txt": "one\ntwo\n",
    "crlf.txt": "one\r\ntwo\r\n",
    "mixed.txt": "one\r\ntwo\nthree",
    "bom.txt": new Uint8Array([...mark, 0x68, 0x69]),
    "latin.txt": new Uint8Array([0x63, 0x61, 0x66, 0xe9, 0x0a]),
    "wide.txt": new Uint8Array([0xff, 0xfe, 0x68, 0x00, 0x69, 0x00, 0x0d, 0x00, 0x0a, 0x00]),
    "big-endian.txt": new Uint8Array([0xfe, 0xff, 0x00, 0x68, 0x00, 0x69]),
    "empty.txt": "",
    "binary.dat": new Uint8Array([0x68, 0x00, 0x69]),
    "noise.dat": new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    "long.txt": "x".repeat(10 * 1024 * 1024 + 1),
  });
  const read = (name: string) => readText(join(folder.path, name));
  const text = { type: "text", bom: false, eol: "\n", encoding: "utf-8", finalNewline: true };
  expect(await read("lf.txt")).toEqual({ ...text, text: "one\ntwo\n", bytes: 8 } as never);
  expect(await read("crlf.txt")).toEqual({
    ...text,
    text: "one\ntwo\n",
    eol: "\r\n",
    bytes: 10,
  } as never);
  expect(await read("mixed.txt")).toEqual({
    ...text,
    text: "one\r\ntwo\nthree",
    eol: "mixed",
    finalNewline: false,
    bytes: 14,
  } as never);
  expect(await read("bom.txt")).toEqual({
    ...text,
    text: "hi",
    bom: true,
    finalNewline: false,
    bytes: 5,
  } as never);
  expect(await read("latin.txt")).toEqual({
    ...text,
    text: "café\n",
    encoding: "latin1",
    bytes: 5,
  } as never);
  expect(await read("wide.txt")).toEqual({
    ...text,
    text: "hi\n",
    bom: true,
    eol: "\r\n",
    encoding: "utf-16le",
    bytes: 10,
  } as never);
  expect(await read("big-endian.txt")).toEqual({
    ...text,
    text: "hi",
    bom: true,
    encoding: "utf-16be",
    finalNewline: false,
    bytes: 6,
  } as never);
  expect(await read("empty.txt")).toEqual({
    ...text,
    text: "",
    finalNewline: false,
    bytes: 0,
  } as never);
  expect(await read("binary.dat")).toEqual({ type: "binary", bytes: 3 });
  expect(await read("noise.dat")).toEqual({ type: "binary", bytes: 8 });
  expect(await read("long.txt")).toEqual({ type: "too-large", bytes: 10 * 1024 * 1024 + 1 });
});

test("bytes that are read as text are the same bytes when written again", () => {
  const halves = fc.uint8Array({ maxLength: 40 });
  const texts = fc.string({ unit: "binary", maxLength: 40 }).map((text) => Buffer.from(text));
  const marked = halves.map((bytes) => new Uint8Array([0xff, 0xfe, ...bytes]));
  const big = halves.map((bytes) => new Uint8Array([0xfe, 0xff, ...bytes]));
  fc.assert(
    fc.property(fc.oneof(halves, texts, marked, big), (bytes) => {
      const decoded = decodeText(bytes);
      if (decoded === undefined) return;
      const again = encodeText(decoded.text, decoded.encoding, decoded.bom);
      expect(again && Buffer.from(again).toString("hex")).toBe(Buffer.from(bytes).toString("hex"));
    }),
    { numRuns: 200 },
  );
});

test("a rewritten file keeps line ends, BOM, encoding and mode, and leaves no draft behind", async () => {
  using folder = await tempFolder({
    "crlf.sh": "one\r\ntwo\r\n",
    "latin.txt": new Uint8Array([0xe9, 0x0a]),
    "bom.txt": new Uint8Array([...mark, 0x68]),
  });
  const at = (name: string) => join(folder.path, name);
  chmodSync(at("crlf.sh"), 0o750);
  const rewrite = async (name: string, text: string) => {
    const file = await readText(at(name));
    if (file.type !== "text") throw new Error("The fixture is no text.");
    await writeText(at(name), text, file);
    return readFileSync(at(name)).toString("latin1");
  };
  expect(await rewrite("crlf.sh", "one\nnew\r\n")).toBe("one\r\nnew\r\n");
  expect(statSync(at("crlf.sh")).mode & 0o777).toBe(0o750);
  expect(await rewrite("latin.txt", "ü\n")).toBe("\xfc\n");
  expect(await rewrite("bom.txt", "x")).toBe("\xef\xbb\xbfx");
  expect(readdirSync(folder.path).sort()).toEqual(["bom.txt", "crlf.sh", "latin.txt"]);
});

test("a character that the file's encoding lacks is refused and the file stays", async () => {
  using folder = await tempFolder({ "latin.txt": new Uint8Array([0xe9]) });
  const path = join(folder.path, "latin.txt");
  const like = { bom: false, eol: "\n", encoding: "latin1" } as const;
  const error = await writeText(path, "→", like).catch((caught: unknown) => caught);
  expect(error).toEqual(
    new FileError("Its encoding is latin1, which lacks a character of the new text."),
  );
  expect([...readFileSync(path)]).toEqual([0xe9]);
});

test("what the system refuses is a sentence without the path", async () => {
  using folder = await tempFolder({ "file.txt": "x" });
  const failure = (work: Promise<unknown>) => work.catch((caught: Error) => caught.message);
  const at = (name: string) => join(folder.path, name);
  expect(await failure(readText(at("none.txt")))).toBe("It does not exist.");
  expect(await failure(readText(folder.path))).toBe("It is not a regular file.");
  expect(await failure(writeText(at("file.txt/x"), "x"))).toBe(
    "A part of its path is not a folder.",
  );
  expect(await failure(writeText(at("n".repeat(300)), "x"))).toBe("Its name is too long.");
});

test("a link put in the place of a file or folder after the check is never followed", async () => {
  using other = await tempFolder({ "inner/file.txt": "secret" });
  using folder = await tempFolder({ "file.txt": "mine", "inner/file.txt": "mine" });
  const at = (name: string) => join(folder.path, name);
  renameSync(at("file.txt"), at("old.txt"));
  symlinkSync(join(other.path, "inner/file.txt"), at("file.txt"));
  renameSync(at("inner"), at("old"));
  symlinkSync(join(other.path, "inner"), at("inner"));
  const failure = (work: Promise<unknown>) => work.catch((caught: unknown) => caught);
  expect(await failure(readText(at("file.txt")))).toBeInstanceOf(FileError);
  expect(await failure(readText(at("inner/file.txt")))).toBeInstanceOf(FileError);
  expect(await failure(writeText(at("inner/file.txt"), "stolen"))).toBeInstanceOf(FileError);
  expect(await failure(writeText(at("inner/new.txt"), "stolen"))).toBeInstanceOf(FileError);
  expect(readFileSync(join(other.path, "inner/file.txt"), "utf8")).toBe("secret");
  expect(readdirSync(join(other.path, "inner"))).toEqual(["file.txt"]);
});

test("a folder swapped for a link while files are written never lets one out", async () => {
  using other = await tempFolder();
  using folder = await tempFolder({ "inner/keep.txt": "keep" });
  const inner = join(folder.path, "inner");
  const away = join(folder.path, "away");
  let swapping = true;
  const swaps = (async () => {
    while (swapping) {
      renameSync(inner, away);
      putLink(other.path, inner);
      await Bun.sleep(0);
      rmSync(inner, { recursive: true, force: true });
      renameSync(away, inner);
      await Bun.sleep(0);
    }
  })();
  const names = Array.from(
    { length: 200 },
    (_, index) => `${index % 2 ? "" : "deep/"}${index}.txt`,
  );
  const outcomes = await Promise.allSettled(names.map((name) => writeText(join(inner, name), "x")));
  swapping = false;
  await swaps;
  for (const one of outcomes) {
    if (one.status === "rejected") expect(one.reason).toBeInstanceOf(FileError);
  }
  expect(readdirSync(other.path)).toEqual([]);
});

/** A writer may have made the folder again in between; then there is nothing to swap. */
function putLink(target: string, path: string): void {
  if (!existsSync(path)) symlinkSync(target, path);
}

test("folders on the way are made", async () => {
  using folder = await tempFolder();
  await writeText(join(folder.path, "a/b/c.txt"), "x");
  expect(readFileSync(join(folder.path, "a/b/c.txt"), "utf8")).toBe("x");
  mkdirSync(join(folder.path, "a/d"));
  expect(readdirSync(join(folder.path, "a")).sort()).toEqual(["b", "d"]);
});
