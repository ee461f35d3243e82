import { expect, test } from "bun:test";
import { readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import gateWords from "../../prompts/gates.json";
import type { Entry } from "../../src/core/event.ts";
import { throughGates } from "../../src/core/gate.ts";
import { defineTool, type Tool, type ToolResult } from "../../src/core/tool.ts";
import { type FreshOptions, freshGate } from "../../src/gates/fresh.ts";
import type { GateSay } from "../../src/gates/say.ts";
import { contentHash } from "../../src/lib/content-hash.ts";
import { fill } from "../../src/lib/template.ts";
import { readPart } from "../../src/tools/read.ts";
import { writePart } from "../../src/tools/write.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { contextIn, toolOf } from "../support/tools.ts";

const say: GateSay = (key, values) => fill(gateWords[key], values ?? {});

const read = toolOf(readPart);
const write = toolOf(writePart);
/** Takes any input and says that it changed nothing: only the gate is of interest. */
const patch: Tool = defineTool<unknown>(
  { ...writePart.words, name: "apply_patch" },
  { input: write.input, effect: "write", run: async () => ({ text: "applied" }) },
);

function gated(folder: TempFolder, options: Partial<FreshOptions> = {}) {
  const gate = freshGate({ root: folder.path, history: [], say, ...options });
  const run = throughGates([gate], (call) => call.tool.run(call.input, call.context));
  return (tool: Tool, input: object): Promise<ToolResult> => {
    const call = { id: "1", name: tool.name, input };
    return run({ call, tool, input, context: contextIn(folder.path) });
  };
}

const unread =
  "a.ts was not changed, because you have not read it. Read a.ts first, then make the change.";
const stale =
  "a.ts was not changed, because it is different on disk from what you read. Read a.ts again, then make the change.";

test("an existing file must be read before it is written; a new one need not", async () => {
  using folder = await tempFolder({ "a.ts": "one\n" });
  const call = gated(folder);
  expect(await call(write, { path: "a.ts", content: "x" })).toEqual({ text: unread, failed: true });
  expect((await call(write, { path: "new.ts", content: "x" })).changed).toEqual(["new.ts"]);
  await call(read, { path: "a.ts" });
  expect((await call(write, { path: "a.ts", content: "two\n" })).changed).toEqual(["a.ts"]);
  expect((await call(write, { path: "a.ts", content: "three\n" })).changed).toEqual(["a.ts"]);
});

test("a file changed on disk since it was read must be read again", async () => {
  using folder = await tempFolder({ "a.ts": "one\n" });
  const call = gated(folder);
  await call(read, { path: "a.ts" });
  writeFileSync(join(folder.path, "a.ts"), "two\n");
  expect(await call(write, { path: "a.ts", content: "x" })).toEqual({ text: stale, failed: true });
  await call(read, { path: "a.ts" });
  expect((await call(write, { path: "a.ts", content: "x" })).changed).toEqual(["a.ts"]);
});

test("a file written again with the same content is still known", async () => {
  using folder = await tempFolder({ "a.ts": "one\n" });
  const call = gated(folder);
  await call(read, { path: "a.ts" });
  utimesSync(join(folder.path, "a.ts"), 1, 1);
  expect((await call(write, { path: "a.ts", content: "x" })).changed).toEqual(["a.ts"]);
});

test("an empty file has nothing to lose", async () => {
  using folder = await tempFolder({ "a.ts": "" });
  const call = gated(folder);
  expect((await call(write, { path: "a.ts", content: "x" })).changed).toEqual(["a.ts"]);
});

test("a file is the same whatever way its path is written", async () => {
  using folder = await tempFolder({ "src/a.ts": "one\n" });
  const call = gated(folder);
  await call(read, { path: "a.ts" });
  const wish = { path: `${folder.path}/src/a.ts`, content: "x" };
  expect((await call(write, wish)).changed).toEqual(["src/a.ts"]);
});

test("every file that a patch changes or deletes must have been read", async () => {
  using folder = await tempFolder({ "a.ts": "one\n", "b.ts": "two\n" });
  const call = gated(folder);
  const update = "*** Begin Patch\n*** Update File: a.ts\n*** Delete File: b.ts\n*** End Patch";
  const unified = "--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-one\n+1\n";
  const add = "*** Begin Patch\n*** Add File: c.ts\n+x\n*** End Patch";
  expect((await call(patch, { patch: update })).text).toBe(unread);
  expect((await call(patch, { patch: unified })).text).toBe(unread);
  expect((await call(patch, { patch: add })).text).toBe("applied");
  await call(read, { path: "a.ts" });
  expect((await call(patch, { patch: unified })).text).toBe("applied");
  expect((await call(patch, { patch: update })).text).toBe(unread.replaceAll("a.ts", "b.ts"));
});

test("what was read in the conversation before counts, unless it changed after its end", async () => {
  using folder = await tempFolder({ "a.ts": "one\n", "b.ts": "two\n" });
  const call = { id: "1", name: "read", input: {} };
  const history: readonly Entry[] = [
    { type: "result", call, result: { text: "", read: ["a.ts", "gone.ts"] }, ms: 1 },
    { type: "result", call, result: { text: "", changed: ["b.ts"] }, effect: "write", ms: 1 },
  ];
  const wish = { path: "a.ts", content: "x" };
  const other = { path: "b.ts", content: "x" };
  expect((await gated(folder, { history })(write, wish)).changed).toEqual(["a.ts"]);
  expect((await gated(folder, { history })(write, other)).changed).toEqual(["b.ts"]);
  const historyEndMs = Date.now() - 60_000;
  expect((await gated(folder, { history, historyEndMs })(write, wish)).text).toBe(unread);
  utimesSync(join(folder.path, "a.ts"), 1, 1);
  expect((await gated(folder, { history, historyEndMs })(write, wish)).text).toStartWith(
    "No change",
  );
});

/** A prompt with a file as it is now. */
function shown(folder: TempFolder, path: string): Entry {
  const hash = contentHash(readFileSync(join(folder.path, path)));
  const file = { path, hash };
  const attachments = [{ type: "text", kind: "file", name: path, text: "", file }] as const;
  return { type: "prompt", text: "Look.", attachments };
}

test("a file that went with a prompt counts as read, before and during the conversation", async () => {
  using folder = await tempFolder({ "a.ts": "one\n", "b.ts": "two\n" });
  const history = [shown(folder, "a.ts")];
  const entries: Entry[] = [...history];
  const call = gated(folder, { history, historyEndMs: 0, entries: () => entries });
  expect((await call(write, { path: "a.ts", content: "x" })).changed).toEqual(["a.ts"]);
  expect((await call(write, { path: "b.ts", content: "x" })).failed).toBe(true);
  entries.push(shown(folder, "b.ts"));
  expect((await call(write, { path: "b.ts", content: "x" })).changed).toEqual(["b.ts"]);
  expect((await call(write, { path: "a.ts", content: "y" })).changed).toEqual(["a.ts"]);
});

test("a file that changed after it went with a prompt must be read", async () => {
  using folder = await tempFolder({ "a.ts": "one\n" });
  const history = [shown(folder, "a.ts")];
  writeFileSync(join(folder.path, "a.ts"), "two\n");
  const wish = { path: "a.ts", content: "x" };
  expect((await gated(folder, { history })(write, wish)).text).toBe(stale);
  const call = { id: "1", name: "read", input: {} };
  const reread: Entry = { type: "result", call, result: { text: "", read: ["a.ts"] }, ms: 1 };
  const later = { history: [...history, reread] };
  expect((await gated(folder, later)(write, wish)).changed).toEqual(["a.ts"]);
});

test("a command that changes a file does not show it", async () => {
  using folder = await tempFolder({ "a.ts": "one\n" });
  const call = gated(folder);
  const shell: Tool = {
    ...patch,
    effect: "execute",
    run: async () => {
      writeFileSync(join(folder.path, "a.ts"), "two\n");
      return { text: "done", changed: ["a.ts"] };
    },
  };
  await call(read, { path: "a.ts" });
  await call(shell, { command: "sed" });
  expect((await call(write, { path: "a.ts", content: "x" })).text).toBe(stale);
});

test("a file that went away is written as a new one", async () => {
  using folder = await tempFolder({ "a.ts": "one\n" });
  const call = gated(folder);
  await call(read, { path: "a.ts" });
  rmSync(join(folder.path, "a.ts"));
  expect((await call(write, { path: "a.ts", content: "x" })).changed).toEqual(["a.ts"]);
});
