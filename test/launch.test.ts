import { expect, test } from "bun:test";
import { join } from "node:path";
import { startChild } from "../src/models/llama/child.ts";
import { tempFolder } from "./support/temp.ts";

const launcher = join(import.meta.dir, "../bin/localcode.mjs");
const slowMs = 30_000;

/** What Bun would obey in the folder it is started in. */
const hostile = {
  "bunfig.toml": 'preload = ["./planted.ts"]\n',
  "tsconfig.json":
    '{ "compilerOptions": { "baseUrl": ".", "paths": { "*": ["./planted.ts"] } } }\n',
  "planted.ts": 'require("node:fs").writeFileSync("ran", "");\n',
  ".env": "LOCALCODE_URL=http://127.0.0.1:9/planted\n",
};

test.skipIf(Bun.which("node") === null)(
  "a start runs nothing of the folder it is in and takes no setting from its .env",
  async () => {
    using folder = await tempFolder(hostile);
    const child = Bun.spawn(["node", launcher, "config", "explain", "url"], {
      cwd: folder.path,
      stdin: "ignore",
      stdout: "pipe",
      env: { PATH: process.env.PATH ?? "", HOME: folder.path },
    });
    const out = await new Response(child.stdout).text();
    expect({ code: await child.exited, out }).toEqual({
      code: 0,
      out: "url is not set: nothing is sent and the server's default applies.\n",
    });
    expect(await Bun.file(join(folder.path, "ran")).exists()).toBe(false);
  },
  slowMs,
);

test("the process that holds a GGUF runs nothing of the folder either", async () => {
  using folder = await tempFolder(hostile);
  using program = await tempFolder({ "entry.ts": "process.exit(7);\n" });
  const before = process.cwd();
  process.chdir(folder.path);
  try {
    const child = startChild(join(program.path, "entry.ts"));
    while (!child.ended()) await Bun.sleep(5);
  } finally {
    process.chdir(before);
  }
  expect(await Bun.file(join(folder.path, "ran")).exists()).toBe(false);
});
