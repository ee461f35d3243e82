import { expect, test } from "bun:test";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownedPrefix, sweepStale } from "../../src/sandbox/stale.ts";
import { opens } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";

/** The number of a process that has ended. */
function deadPid(): number {
  return Bun.spawnSync(["true"]).pid;
}

test("folders of runs that were killed are removed, with the empty ones they made", async () => {
  using folder = await tempFolder({ "project/.localcode/kept.json": "" });
  const stale = ownedPrefix().replace(`-${process.pid}-`, `-${deadPid()}-`);
  const elsewhere = stale.replace(/sandbox-\d+-/, "sandbox-1-");
  for (const name of [`${stale}a`, `${ownedPrefix()}b`, `${elsewhere}c`, "localcode-sandbox-old"]) {
    mkdirSync(join(folder.path, name, "tmp"), { recursive: true });
  }
  const made = [join(folder.path, "other/.localcode"), join(folder.path, "project/.localcode")];
  for (const path of made) mkdirSync(path, { recursive: true });
  writeFileSync(join(folder.path, `${stale}a`, "made"), made.join("\n"));
  sweepStale(folder.path);
  expect(readdirSync(folder.path).sort()).toEqual(
    [`${ownedPrefix()}b`, `${elsewhere}c`, "localcode-sandbox-old", "other", "project"].sort(),
  );
  expect(made.map((path) => existsSync(path))).toEqual([false, true]);
});

test.skipIf(!(await opens("bwrap")))(
  "after a kill the next sandbox leaves the folders as if nothing had been",
  async () => {
    using folder = await tempFolder({ "project/a.txt": "", "tmp/x": "" });
    const [root, TMPDIR] = [join(folder.path, "project"), join(folder.path, "tmp")];
    const support = join(import.meta.dir, "../support/sandbox.ts");
    const sandbox = join(import.meta.dir, "../../src/sandbox/index.ts");
    const start = (last: string) => `
      const { bash, sandboxOptions } = await import(${JSON.stringify(support)});
      const { openSandbox } = await import(${JSON.stringify(sandbox)});
      await using opened = await openSandbox("bwrap", sandboxOptions(${JSON.stringify(root)}));
      await bash(opened, ${JSON.stringify(root)}, "true");
      ${last}`;
    const run = (last: string) =>
      Bun.spawnSync([process.execPath, "-e", start(last)], { env: { ...process.env, TMPDIR } });
    run('process.kill(process.pid, "SIGKILL");');
    expect([readdirSync(root).sort(), readdirSync(TMPDIR).length]).toEqual([
      [".localcode", "a.txt"],
      2,
    ]);
    expect(run("").exitCode).toBe(0);
    expect([readdirSync(root), readdirSync(TMPDIR)]).toEqual([["a.txt"], ["x"]]);
  },
);
