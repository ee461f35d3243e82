import { expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { copyExample, examplePrompt, exampleTests } from "../../src/app/example.ts";
import { type Folders, foldersFor } from "../../src/app/folders.ts";
import { tempFolder } from "../support/temp.ts";

function foldersIn(path: string, env: Readonly<Record<string, string>> = {}): Folders {
  return foldersFor(path, { HOME: path, XDG_STATE_HOME: join(path, "state"), ...env });
}

test("each example is a fresh copy in a folder of its own", async () => {
  using home = await tempFolder();
  const folders = foldersIn(home.path);
  const [first, second] = [await copyExample(folders), await copyExample(folders)];
  expect([first, second]).toEqual(
    ["example-1", "example-2"].map((name) => join(home.path, "state/localcode", name)),
  );
  const names = readdirSync(join(folders.package, "example"));
  expect(readdirSync(second).sort()).toEqual([".localcode", ...names].sort());
});

test("where nothing can be written among the states it is a temporary folder", async () => {
  using home = await tempFolder({ state: "a file in the way" });
  const folder = await copyExample(foldersIn(home.path));
  expect(folder).toStartWith(join(tmpdir(), "localcode-example-"));
  await Bun.$`rm -r ${folder}`.quiet();
});

test.skipIf(Bun.which("node") === null)(
  "its tests fail before the work is done, and the prompt says how they are run",
  async () => {
    using home = await tempFolder();
    const folders = foldersIn(home.path);
    const cwd = await copyExample(folders);
    const tests = Bun.spawn(exampleTests.split(" "), { cwd, stdout: "ignore", stderr: "ignore" });
    expect(await tests.exited).toBe(1);
    expect(examplePrompt(folders)).toContain(`\`${exampleTests}\``);
  },
);
