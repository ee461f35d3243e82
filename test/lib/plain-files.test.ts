import { expect, test } from "bun:test";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { linkedFiles, plainFiles } from "../../src/lib/plain-files.ts";
import { tempFolder } from "../support/temp.ts";

test("plain files are listed by their paths, and nothing behind a link is", async () => {
  using other = await tempFolder({ "secret.txt": "" });
  using folder = await tempFolder({ "a.txt": "", ".b/c/d.txt": "" });
  symlinkSync(other.path, join(folder.path, "out"));
  symlinkSync(folder.path, join(folder.path, "round"));
  symlinkSync(join(other.path, "secret.txt"), join(folder.path, "link.txt"));
  expect([...plainFiles(folder.path)].sort()).toEqual([".b/c/d.txt", "a.txt"]);
});

test("files behind links are listed too, each real folder once, and links that lead nowhere are not", async () => {
  using other = await tempFolder({ "big.gguf": "", "deep/small.gguf": "" });
  using folder = await tempFolder({ "a.txt": "", "b/c.txt": "" });
  symlinkSync(other.path, join(folder.path, "out"));
  symlinkSync(folder.path, join(folder.path, "b", "round"));
  symlinkSync("self", join(folder.path, "self"));
  symlinkSync("gone", join(folder.path, "nowhere"));
  symlinkSync(join(other.path, "big.gguf"), join(folder.path, "link.gguf"));
  expect([...linkedFiles(folder.path)].sort()).toEqual([
    "a.txt",
    "b/c.txt",
    "link.gguf",
    "out/big.gguf",
    "out/deep/small.gguf",
  ]);
});
