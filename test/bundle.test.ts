import { expect, test } from "bun:test";
import { join } from "node:path";
import { bundleInk, changed } from "../scripts/bundle/ink.ts";
import { lineByLine } from "../scripts/bundle/line-by-line.ts";
import { remembered } from "../scripts/bundle/remembered.ts";
import { type Operation, stackedLines } from "../scripts/bundle/stacked-lines.ts";
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

test("texts below one another are written as Ink would write them; others are left to Ink", async () => {
  const { default: Output } = await import("../node_modules/ink/build/output.js");
  const red = "\u001b[31mred \u001b[1mbold\u001b[22m\u001b[39m";
  const write = (x: number, y: number, text: string): Operation => {
    return { type: "write", x, y, text, transformers: [(line) => line] };
  };
  const frames: readonly (readonly Operation[])[] = [
    [],
    [write(0, 0, "one line")],
    [write(0, 1, `plain\n${red} \n日本語 👩‍👩‍👧‍👦 │ x   `)],
    [write(0, 0, `${red}\n\nlast`), write(0, 4, "─".repeat(40))],
  ];
  for (const operations of frames) {
    const output = new Output({ width: 60, height: 7 });
    for (const { x, y, text, transformers } of operations as (Operation & { type: "write" })[])
      output.write(x, y, text, { transformers: [...transformers] });
    expect(stackedLines(operations, 7)?.map((line) => Bun.stripANSI(line))).toEqual(
      Bun.stripANSI(output.get().output).split("\n"),
    );
  }
  expect(stackedLines([write(2, 0, "indented")], 3)).toBeUndefined();
  expect(stackedLines([write(0, 0, "a\nb"), write(0, 1, "over it")], 3)).toBeUndefined();
  expect(stackedLines([{ type: "clip" }, write(0, 0, "clipped")], 3)).toBeUndefined();
});

test("a width is measured once for each text, and anew where options are given", () => {
  const measured: string[] = [];
  const width = remembered((text, options) => {
    measured.push(text);
    return options === undefined ? text.length : -1;
  });
  expect([width("ab"), width("ab"), width("abc"), width("ab", {}), width("ab")]).toEqual([
    2, 2, 3, -1, 2,
  ]);
  expect(measured).toEqual(["ab", "abc", "ab"]);
});

test("a frame's lines are cleaned one by one, once each, and a text with links is cleaned whole", async () => {
  const { default: sanitizeAnsi } = await import("../node_modules/ink/build/sanitize-ansi.js");
  let cleaned = 0;
  const clean = lineByLine((text) => {
    cleaned += 1;
    return sanitizeAnsi(text);
  });
  const frame = "\u001b[31mred \u001b[1mbold\u001b[22m\u001b[39m\n\u001b[2K\u0007plain\n\nplain";
  expect(clean(frame)).toBe(sanitizeAnsi(frame));
  expect(clean(`${frame}\nmore`)).toBe(sanitizeAnsi(`${frame}\nmore`));
  expect(cleaned).toBe(5);
  const link = "\u001b]8;;file:a\nb\u0007link\u001b]8;;\u0007\nnext";
  expect(clean(link)).toBe(sanitizeAnsi(link));
  expect(cleaned).toBe(6);
});
