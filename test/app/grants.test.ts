import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import { foldersFor } from "../../src/app/folders.ts";
import { dropRule, keepRule, placedRules, ruleText } from "../../src/app/grants.ts";
import { openGrants } from "../../src/gates/grants.ts";
import type { PermissionRule } from "../../src/gates/rules.ts";
import { tempFolder } from "../support/temp.ts";

const npm: PermissionRule = { tool: "shell", match: "npm test *", action: "allow" };
const push: PermissionRule = { tool: "shell", match: "git push *", action: "deny" };
const docs: PermissionRule = { effect: "write", match: "docs/*", action: "allow" };

function projectOf(path: string) {
  return foldersFor(path, { HOME: join(path, "home") });
}

test("a rule kept for the project is added to what its file holds, once", async () => {
  const text = JSON.stringify({ model: "qwen3:8b", permissions: [push] });
  using folder = await tempFolder({ ".localcode/config.json": text });
  const folders = projectOf(folder.path);
  await keepRule(folders, npm);
  await keepRule(folders, npm);
  const file = join(folder.path, ".localcode/config.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    model: "qwen3:8b",
    permissions: [push, npm],
  });
});

test("without a file the project gets one, and a rule can be taken out again", async () => {
  using folder = await tempFolder();
  const folders = projectOf(folder.path);
  await keepRule(folders, npm);
  expect(await dropRule(folders, npm)).toBe(true);
  expect(await dropRule(folders, npm)).toBe(false);
  const file = join(folder.path, ".localcode/config.json");
  expect(readFileSync(file, "utf8")).toBe('{\n  "permissions": []\n}\n');
});

test("a file that is broken is left as it is", async () => {
  using folder = await tempFolder({ ".localcode/config.json": "{ broken" });
  expect(keepRule(projectOf(folder.path), npm)).rejects.toThrow("is not valid JSON");
  expect(readFileSync(join(folder.path, ".localcode/config.json"), "utf8")).toBe("{ broken");
});

test("a file that is a link stays one", async () => {
  using folder = await tempFolder({ "shared.json": "{}", ".localcode/keep": "" });
  const link = join(folder.path, ".localcode/config.json");
  await symlink(join(folder.path, "shared.json"), link);
  await keepRule(projectOf(folder.path), npm);
  expect(JSON.parse(readFileSync(join(folder.path, "shared.json"), "utf8"))).toEqual({
    permissions: [npm],
  });
});

test("the rules of every place hold, those of the project after those of the user", async () => {
  using folder = await tempFolder({
    "home/.config/localcode/config.json": JSON.stringify({ permissions: [push] }),
    "project/.localcode/config.json": JSON.stringify({ permissions: [npm] }),
  });
  const cwd = join(folder.path, "project");
  const config = await loadConfig(cwd, { HOME: join(folder.path, "home") }, {});
  expect(config.fields.permissions).toEqual([push, npm]);
  const grants = openGrants();
  grants.grant([docs]);
  const placed = placedRules(config, grants).map(({ rule, place }) => [place, ruleText(rule)]);
  expect(placed[0]).toEqual(["built-in", "ask git_commit"]);
  expect(placed.filter(([place]) => place !== "built-in")).toEqual([
    ["file", 'deny shell "git push *"'],
    ["file", 'allow shell "npm test *"'],
    ["session", 'allow every write tool "docs/*"'],
  ]);
  grants.withdraw(push);
  grants.withdraw(docs);
  const left = placedRules(config, grants).filter(({ place }) => place !== "built-in");
  expect(left.map(({ rule }) => rule)).toEqual([npm]);
});

test("what was taken back can be granted again", () => {
  const grants = openGrants();
  grants.grant([npm]);
  grants.withdraw(npm);
  expect({ rules: grants.granted(), gone: grants.isWithdrawn(npm) }).toEqual({
    rules: [],
    gone: true,
  });
  grants.grant([npm]);
  expect({ rules: grants.granted(), gone: grants.isWithdrawn(npm) }).toEqual({
    rules: [npm],
    gone: false,
  });
});
