import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import { tempFolder } from "../support/temp.ts";

test("a file in tools/ that belongs to no tool is told, with the nearest one", async () => {
  using folder = await tempFolder({
    ".localcode/tools/shel.json": "{}",
    ".localcode/tools/read.json": "{}",
    ".localcode/tools/notes.txt": "",
    "home/.config/localcode/tools/grepp.json": "{}",
  });
  const { warnings } = await loadConfig(folder.path, { HOME: join(folder.path, "home") }, {});
  expect(warnings).toEqual([
    `${folder.path}/home/.config/localcode/tools/grepp.json has no effect: there is no tool "grepp". Did you mean "grep"?`,
    `${folder.path}/.localcode/tools/shel.json has no effect: there is no tool "shel". Did you mean "shell"?`,
  ]);
});
