import { expect, setDefaultTimeout, test } from "bun:test";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Message } from "../../src/core/message.ts";
import { type LlamaModel, llamaModel } from "../../src/models/llama.ts";
import { asking, failureOf, never, oneThread, replyIn, replyTo } from "../support/llama-probe.ts";
import { scriptedEntry } from "../support/llama-script.ts";
import { tempFolder } from "../support/temp.ts";
import { tinyGguf } from "../support/tiny-gguf.ts";

const root = join(import.meta.dir, "../..");
const advice = "Use a smaller n_ctx or fewer GPU layers; the next request starts it anew.";
/** A model loads in under a second, but not on a machine that is busy with other things. */
const slowMs = 30_000;
setDefaultTimeout(slowMs);
const long = "It goes on and on. ".repeat(20);

function alive(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  const started = performance.now();
  while (alive(pid)) {
    if (performance.now() - started > 10_000) throw new Error(`Process ${pid} is still there.`);
    await Bun.sleep(10);
  }
}

/** Acts at the first text, when the reply is far from its end. */
async function during(model: LlamaModel, act: () => void, signal = never): Promise<void> {
  let acted = false;
  for await (const event of model.stream(asking("Go on."), signal)) {
    if (event.type === "text" && !acted) act();
    if (event.type === "text") acted = true;
  }
}

test("a reply stops when it is cancelled, and a crash ends the request and not us", async () => {
  using folder = await tempFolder();
  const entry = await scriptedEntry(folder.path, [{ text: long }, { text: "Here." }]);
  const path = await tinyGguf({ chatTemplate: false });
  const model = await llamaModel({ ...oneThread, path, entry, contextTokens: 8_192, seed: 1 });

  const cancel = new AbortController();
  const reason = new Error("Enough.");
  const cancelled = during(model, () => cancel.abort(reason), cancel.signal);
  await expect(cancelled).rejects.toBe(reason);

  const killed = during(model, () => process.kill(pidOf(model), "SIGKILL"));
  expect(await failureOf(killed)).toBe(
    `unreachable: The process that runs the model was killed (SIGKILL), most likely because memory ran out. ${advice}`,
  );
  expect(model.pid()).toBeUndefined();

  const doing: string[] = [];
  const said: Message = { role: "assistant", text: "Are you there?", thinking: "", calls: [] };
  const events = await Array.fromAsync(model.stream(asking("And now?", [said]), never));
  for (const event of events)
    if (event.type === "progress" && doing.at(-1) !== event.doing) doing.push(event.doing);
  expect(doing).toEqual(["loading", "reading"]);
  expect(replyIn(events).message.text).toBe("Here.");

  const pid = pidOf(model);
  await model[Symbol.asyncDispose]();
  expect(alive(pid)).toBe(false);
  expect(await failureOf(replyTo(model, asking("Hello?")))).toMatch(
    /^unreachable: .* was closed\.$/,
  );
});

function pidOf(model: LlamaModel): number {
  const pid = model.pid();
  if (pid === undefined) throw new Error("The child is not running.");
  return pid;
}

test("a bundled program finds the child's script, and the child ends with a killed parent", async () => {
  const out = join(root, "test/.tmp/llama-bundle");
  await mkdir(out, { recursive: true });
  const options = { target: "bun" as const, external: ["node-llama-cpp"] };
  const model = join(root, "src/models/llama.ts");
  const main = join(out, "main.ts");
  const path = await tinyGguf({ chatTemplate: false });
  await Bun.write(
    main,
    `import { llamaModel } from ${JSON.stringify(model)};
const options = { path: ${JSON.stringify(path)}, contextTokens: 2048, threads: 1, gpu: false };
const model = await llamaModel({ ...options, sampling: { maxTokens: 5 } });
const request = { system: "", messages: [{ role: "user", text: "Hi" }], tools: [] };
for await (const event of model.stream(request, new AbortController().signal)) {
  if (event.type === "reply") process.stdout.write(model.pid() + "\\n");
}
await Bun.sleep(60_000);
`,
  );
  const entry = join(root, "src/models/llama/entry.ts");
  await Bun.build({ ...options, entrypoints: [main], outdir: join(out, "dist") });
  await Bun.build({ ...options, entrypoints: [entry], outdir: join(out, "dist/llama") });
  const cmd = [process.execPath, join(out, "dist/main.js")];
  const parent = Bun.spawn({ cmd, stdio: ["ignore", "pipe", "inherit"] });
  const { value } = await parent.stdout.getReader().read();
  const pid = Number(new TextDecoder().decode(value));
  expect(alive(pid)).toBe(true);
  parent.kill("SIGKILL");
  await untilGone(pid);

  const bundled = join(out, "dist/llama/entry.js");
  const without = (await Bun.file(bundled).text()).replaceAll(
    'import("node-llama-cpp")',
    'import("absent-package")',
  );
  await Bun.write(bundled, without);
  expect(await failureOf(llamaModel({ ...oneThread, path, entry: bundled }))).toBe(
    "unreachable: The optional package node-llama-cpp is missing, so a GGUF file cannot be opened. Install it with: npm install node-llama-cpp",
  );
  await rm(out, { recursive: true });
});

test("a crash while the model is loaded names the signal", async () => {
  using folder = await tempFolder({ "entry.ts": 'process.kill(process.pid, "SIGSEGV");' });
  const path = await tinyGguf({ chatTemplate: false });
  const entry = join(folder.path, "entry.ts");
  expect(await failureOf(llamaModel({ ...oneThread, path, entry }))).toBe(
    `unreachable: The process that runs the model crashed (SIGSEGV). ${advice}`,
  );
});

test("a child's script that is not there is said to be missing", async () => {
  const path = await tinyGguf({ chatTemplate: false });
  const entry = "/absent/entry.js";
  expect(await failureOf(llamaModel({ ...oneThread, path, entry }))).toMatch(
    /^unreachable: The process that runs the model ended with exit code 1: .*\/absent\/entry\.js/,
  );
});
