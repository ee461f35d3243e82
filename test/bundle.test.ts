import { expect, test } from "bun:test";
import { join } from "node:path";
import { bundleInk, changed } from "../scripts/bundle/ink.ts";
import { tempFolder } from "./support/temp.ts";
import { openTerminal } from "./support/terminal.ts";

test("Ink works in a bundle of byte code, which has no top-level await", async () => {
  using folder = await tempFolder({ "package.json": '{ "type": "commonjs" }' });
  const built = await Bun.build({
    entrypoints: [join(import.meta.dir, "fixtures/ink/prompt.tsx")],
    outdir: folder.path,
    target: "bun",
    format: "cjs",
    bytecode: true,
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [bundleInk],
  });
  expect(built.outputs.map((output) => output.kind)).toEqual(["entry-point", "bytecode"]);
  const command = [process.execPath, join(folder.path, "prompt.js"), "1"];
  await using terminal = openTerminal({ command, cwd: folder.path });
  await terminal.waitFor(() => terminal.modes().bracketedPaste);
  terminal.write("hello");
  await terminal.waitFor("row 0\n80 columns > hello");
});

test("an Ink that reads otherwise fails the build with a sentence", () => {
  expect(() => changed("ink/build/reconciler.js", "const reconciler = {};")).toThrow(
    /^The bundle is not built: ink\/build\/reconciler.js has no single ".+"\. Teach scripts\/bundle\/ink\.ts this Ink\.$/,
  );
});
