import { expect, test } from "bun:test";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { foldersFor } from "../../src/app/folders.ts";
import { openingFor } from "../../src/app/opening.ts";
import { localcode } from "../support/localcode.ts";
import { startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";

test("the instructions of the folder and of the user come with the first prompt", async () => {
  using folder = await tempFolder({
    "project/.git/HEAD": "",
    "project/AGENTS.md": "Use tabs.",
    "project/sub/AGENTS.md": "No tabs here.",
    "home/.config/localcode/AGENTS.md": "Be short.",
  });
  const cwd = join(folder.path, "project/sub");
  const folders = foldersFor(cwd, { HOME: join(folder.path, "home") });
  const notices: string[] = [];
  const text = openingFor({ cwd, folders }, { git: "", contextTokens: 8_000 }, (said) =>
    notices.push(said),
  );
  const order = ["Be short.", "Use tabs.", "No tabs here."].map((part) => text.indexOf(part));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect([order.includes(-1), notices]).toEqual([false, []]);
});

test("an AGENTS.md that cannot be read is told and does not end the run", async () => {
  using player = startPlayer({ kind: "llama-server", lines: [{ text: "Hello." }] });
  using folder = await tempFolder();
  mkdirSync(join(folder.path, "AGENTS.md"));
  const args = ["-p", "Hi", "--url", player.url, "--logs", join(folder.path, "logs")];
  expect(await localcode(args, { cwd: folder.path })).toEqual({
    code: 0,
    out: "Hello.\n",
    err: expect.stringContaining(
      `${folder.path}/AGENTS.md cannot be read (it is a folder); going on without it.\n`,
    ),
  });
});
