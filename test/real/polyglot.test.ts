// Real exercises of the public polyglot benchmark, solved through each way to reach a model. POLYGLOT names a
// checkout of it; no exercise is part of this repository.
import { expect, test } from "bun:test";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";

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
      using folder = await tempFolder();
      using logs = await tempFolder();
      await cp(source, folder.path, { recursive: true, filter: (path) => !path.includes(".meta") });
      await run(["git", "init", "-q"], folder.path);
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
