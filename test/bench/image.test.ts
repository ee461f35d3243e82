import { expect, test } from "bun:test";
import { chmodSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";

test("how the image is built is printed, and what it needs lies ready", async () => {
  using folder = await tempFolder();
  const args = ["bench", "setup", "--image", "podman", "--print-command"];
  const { code, out } = await localcode(args, { cwd: folder.path });
  const context = join(folder.path, ".home/.cache/localcode/bench/image");
  expect([code, out]).toEqual([
    0,
    `podman build --tag localcode-bench --file ${context}/Containerfile ${context}\n`,
  ]);
  const anew = await localcode([...args, "--rebuild"], { cwd: folder.path });
  expect(anew.out).toStartWith("podman build --no-cache --tag localcode-bench ");
  const recipe = readFileSync(join(context, "Containerfile"), "utf8");
  for (const tool of ["python3", "golang", "cargo", "g++", "default-jdk-headless", "COPY bun"]) {
    expect(recipe).toContain(tool);
  }
  const bun = Bun.spawn([join(context, "bun"), "--version"], { stdout: "pipe" });
  expect((await new Response(bun.stdout).text()).trim()).toBe(Bun.version);
});

test("a build that fails says what its program said last", async () => {
  using folder = await tempFolder({ "bin/docker": "#!/bin/sh\necho 'no such base'\nexit 1\n" });
  chmodSync(join(folder.path, "bin/docker"), 0o755);
  const path = `${join(folder.path, "bin")}:${dirname(process.execPath)}:/usr/bin:/bin`;
  const args = ["bench", "setup", "--image", "docker"];
  const { code, err } = await localcode(args, {
    cwd: folder.path,
    env: { PATH: path },
  });
  expect([code, err.trim().split("\n").at(-1)]).toEqual([
    3,
    "docker could not build the image: no such base",
  ]);
});
