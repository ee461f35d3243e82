import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openLog } from "../../src/session/log.ts";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";

test("the newest session of the folder is exported, to the terminal or into a file", async () => {
  using folder = await tempFolder();
  const cwd = folder.path;
  const logs = join(cwd, "logs");
  const about = {
    folder: logs,
    agent: "a",
    cwd,
    model: "m",
    runtime: "r",
    window: 1,
    version: "0",
  };
  const none = await localcode(["export", "--logs", logs], { cwd });
  expect([none.code !== 0, none.err]).toEqual([
    true,
    "There is no session of this folder yet; `localcode sessions list --all`.\n",
  ]);
  using log = openLog(about);
  log.append({ type: "prompt", text: "Say <b>hello</b>." });
  const shown = await localcode(["export", "--logs", logs], { cwd });
  expect(shown).toMatchObject({ code: 0, out: expect.stringContaining("Say <b>hello</b>.") });
  const words = ["export", log.id, "-o", "talk.html", "--logs", logs];
  expect(await localcode(words, { cwd })).toMatchObject({ code: 0, out: "Wrote talk.html.\n" });
  const html = readFileSync(join(cwd, "talk.html"), "utf8");
  expect(html).toContain("Say &lt;b&gt;hello&lt;/b&gt;.");
  const wrong = await localcode(["export", "--format", "pdf", "--logs", logs], { cwd });
  expect(wrong).toMatchObject({ code: 2, err: 'No format "pdf". Formats: md, html, json.\n' });
});
