// Real exercises of the public polyglot benchmark, solved through each way to reach a model. POLYGLOT names a
// checkout of it; no exercise is part of this repository.
import { expect, test } from "bun:test";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import { startConversation } from "../../src/app/start.ts";
import { printRun } from "../../src/headless/print.ts";
import { llamaModel } from "../../src/models/llama.ts";
import { scriptedEntry } from "../support/llama-script.ts";
import { startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";
import { tinyGguf } from "../support/tiny-gguf.ts";

const dataset = process.env.POLYGLOT ?? "";
const program = join(import.meta.dir, "../../src/main.ts");

type Exercise = {
  readonly language: string;
  readonly name: string;
  readonly stub: string;
  readonly solution: string;
  readonly test: string;
  readonly check: readonly string[];
};

const exercises: readonly Exercise[] = [
  {
    language: "python",
    name: "bowling",
    stub: "bowling.py",
    solution: ".meta/example.py",
    test: "bowling_test.py",
    check: ["python3", "-m", "unittest", "-q", "bowling_test.py"],
  },
  {
    language: "javascript",
    name: "react",
    stub: "react.js",
    solution: ".meta/proof.ci.js",
    test: "react.spec.js",
    check: [process.execPath, "test", "./react.spec.js"],
  },
];

async function run(command: readonly string[], cwd: string, env: Record<string, string> = {}) {
  const child = Bun.spawn([...command], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH ?? "", HOME: cwd, ...env },
  });
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, out, err };
}

for (const exercise of exercises) {
  for (const kind of ["llama-server", "ollama"] as const) {
    const title = `${exercise.language} ${exercise.name} is solved through ${kind}`;
    test.skipIf(dataset === "")(title, async () => {
      const source = join(dataset, exercise.language, "exercises/practice", exercise.name);
      using folder = await exerciseFolder(source);
      using logs = await tempFolder();
      const before = await run([...exercise.check], folder.path);
      expect(before.code).not.toBe(0);
      using player = startPlayer({ kind, lines: await linesFor(source, exercise) });
      const spec = kind === "ollama" ? "ollama/played:latest" : "llamacpp/any";
      const prompt = join(folder.path, ".docs/instructions.md");
      const flags = [
        "-f",
        prompt,
        "-m",
        spec,
        "--url",
        player.url,
        "--permission-mode",
        "auto-edit",
        "--logs",
        logs.path,
        "--output-format",
        "json",
      ];
      const { code, out, err } = await run([process.execPath, program, ...flags], folder.path);
      expect({ code, err: code === 0 ? "" : err }).toEqual({ code: 0, err: "" });
      expect(JSON.parse(out)).toMatchObject({
        status: "done",
        filesChanged: [exercise.stub],
        calls: 3,
        toolErrors: 0,
      });
      const after = await run([...exercise.check], folder.path);
      expect(after.code).toBe(0);
    });
  }
}

const inProcessMs = 15 * 60_000;
for (const exercise of exercises) {
  const title = `${exercise.language} ${exercise.name} is solved by a GGUF in process`;
  test.skipIf(dataset === "")(
    title,
    async () => {
      const source = join(dataset, exercise.language, "exercises/practice", exercise.name);
      using folder = await exerciseFolder(source);
      using place = await tempFolder();
      const lines = await linesFor(source, exercise);
      const replies = lines.map(({ call, text = "" }) => (call ? { call } : { text }));
      const entry = await scriptedEntry(place.path, replies);
      const path = await tinyGguf({ seed: 1, contextTokens: 32_768 });
      const llama = await llamaModel({ path, entry, threads: 1, gpu: false, seed: 1 });
      const flags = { permission_mode: "auto-edit", logs: place.path } as const;
      const config = await loadConfig(folder.path, { HOME: place.path }, flags);
      const opened = {
        model: llama,
        runtime: "in-process",
        modelName: path,
        windowSource: "the context that was created",
        notices: [],
        lastRequest: () => undefined,
        close: async () => await llama[Symbol.asyncDispose](),
      };
      const options = { version: "0", resume: { type: "new" }, notice: () => {}, opened } as const;
      const signal = new AbortController().signal;
      await using started = await startConversation(config, options, signal);
      const prompt = await readFile(join(folder.path, ".docs/instructions.md"), "utf8");
      const out: string[] = [];
      const result = await printRun(started.conversation, {
        format: "json",
        prompt,
        signal,
        out: (text) => out.push(text),
        progress: (line) => console.error(line),
      });
      console.error(JSON.stringify({ usage: result.usage, timings: result.timings }));
      expect(result).toMatchObject({
        status: "done",
        filesChanged: [exercise.stub],
        toolErrors: 0,
      });
      // All but the newest messages came from the cache at every turn.
      expect(result.usage.cachedTokens).toBeGreaterThan(result.usage.inputTokens / 2);
      expect((await run([...exercise.check], folder.path)).code).toBe(0);
    },
    inProcessMs,
  );
}

async function exerciseFolder(source: string) {
  const folder = await tempFolder();
  await cp(source, folder.path, { recursive: true, filter: (path) => !path.includes(".meta") });
  await run(["git", "init", "-q"], folder.path);
  return folder;
}

async function linesFor(source: string, exercise: Exercise) {
  const content = await readFile(join(source, exercise.solution), "utf8");
  return [
    {
      thinking: "I look at the stub first.",
      call: { name: "read", input: { path: exercise.stub } },
    },
    { call: { name: "read", input: { path: exercise.test } } },
    { text: "Now I write it.", call: { name: "write", input: { path: exercise.stub, content } } },
    { text: `${exercise.stub} now implements the exercise.` },
  ];
}
