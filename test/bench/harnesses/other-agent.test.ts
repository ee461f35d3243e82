import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { foldersFor } from "../../../src/app/folders.ts";
import { readLine } from "../../../src/bench/harnesses/agent-lines.ts";
import { commandWords } from "../../../src/bench/harnesses/agent-program.ts";
import { agentPrograms } from "../../../src/bench/harnesses/agents.ts";
import { localcode } from "../../support/localcode.ts";
import { type TempFolder, tempFolder } from "../../support/temp.ts";
import { tempDataset } from "../exercise.ts";

// On a busy machine every process may take a while.
setDefaultTimeout(60_000);

const here = foldersFor("/", { HOME: "/nowhere" });

function programNamed(name: string) {
  const found = agentPrograms(here).find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no agent ${name}.`);
  return found;
}

/** A stand-in for another agent's program: it records its words, writes the file and says its tokens. */
const fake = (line: object) => `#!/bin/sh
printf '%s\\n' "$*" >> "$HOME/argv.txt"
if [ -f tried ]; then echo 'export const double = (number) => 2 * number;' > double.js; fi
touch tried
echo '${JSON.stringify(line)}'
`;

async function runFake(place: TempFolder, name: string, line: object, ...more: string[]) {
  using dataset = await tempDataset(1);
  const bin = join(place.path, "bin");
  await Bun.write(join(bin, name), fake(line));
  chmodSync(join(bin, name), 0o755);
  const env = { PATH: `${bin}:${process.env.PATH ?? ""}` };
  const shared = ["--dataset", dataset.path, "--sandbox", "none", "--out", "out"];
  const ran = await localcode(["bench", "run", ...shared, ...more], { cwd: place.path, env });
  const lines = readFileSync(join(place.path, "out/results.jsonl"), "utf8");
  const argv = readFileSync(join(place.path, ".home/argv.txt"), "utf8");
  return { ran, row: JSON.parse(lines.split("\n")[0] ?? ""), argv };
}

test("opencode is given the model, the prompt and more flags, and its tokens are counted", async () => {
  using place = await tempFolder({ ".home/x": "" });
  const line = {
    type: "step_finish",
    sessionID: "ses_1",
    part: { tokens: { input: 100, output: 20, cache: { read: 50, write: 0 } } },
  };
  const more = [
    "--agent-kind",
    "opencode",
    "-m",
    "ollama/qwen3:8b",
    "--agent-args",
    "--agent build",
  ];
  const { ran, row, argv } = await runFake(place, "opencode", line, ...more);
  expect(ran.code).toBe(0);
  expect([row.harness, row.model, row.passedAt, row.tokens]).toEqual([
    "opencode",
    "ollama/qwen3:8b",
    2,
    { in: 300, cached: 100, out: 40 },
  ]);
  expect(argv).toStartWith("run --model ollama/qwen3:8b --format json # Instructions");
  expect(argv.trimEnd()).toEndWith("--agent build");
  // The second try goes on with the same conversation.
  expect(argv).toContain("run --model ollama/qwen3:8b --format json --session ses_1 ");
});

test("an agent of one's own is a file, and stands in the list", async () => {
  const mine = {
    name: "mine",
    program: "mytool",
    install: "make mytool",
    first: ["--ask", "{prompt}", "{files}"],
    tokens: "sent (?<input>\\S+), received (?<output>\\S+)",
  };
  using place = await tempFolder({
    ".home/x": "",
    ".localcode/harnesses/mine.json": JSON.stringify(mine),
  });
  const listed = await localcode(["bench", "list", "--harnesses"], { cwd: place.path });
  expect(listed.out).toContain("\nmine  not installed: make mytool\n");
  const { row, argv } = await runFake(place, "mytool", {}, "mine");
  expect([row.harness, row.passedAt, row.tokens.in]).toEqual(["mine", 2, 0]);
  expect(argv.trimEnd()).toEndWith("double.js");
});

test("a file that describes no agent is named with what is wrong", async () => {
  using place = await tempFolder({ ".localcode/harnesses/bad.json": '{ "name": "bad" }' });
  const { code, err } = await localcode(["bench", "list", "--harnesses"], { cwd: place.path });
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/\.localcode\/harnesses\/bad\.json describes no agent: program: /),
  ]);
});

test("offline refuses a model that is not known to be on this machine", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(1);
  writeFileSync(join(place.path, "opencode"), "#!/bin/sh\n", { mode: 0o755 });
  const own = ["--dataset", dataset.path, "--offline", "-m", "opencode/glm-4.7-free"];
  const { code, err } = await localcode(["bench", "run", "opencode", ...own], {
    cwd: place.path,
    env: { PATH: `${place.path}:${process.env.PATH ?? ""}` },
  });
  expect([code, err.split("\n").at(-2)]).toEqual([
    2,
    expect.stringContaining(
      '--offline: "opencode/glm-4.7-free" is not known to be on this machine.',
    ),
  ]);
});

test("another agent names its models, those of one provider together", async () => {
  const models = ["opencode/big", "ollama/qwen3:8b", "opencode/glm-4.7-free"];
  const script = `#!/bin/sh\n[ "$*" = models ] && printf '%s\\n' ${models.join(" ")}\n`;
  using place = await tempFolder({ "bin/opencode": script });
  chmodSync(join(place.path, "bin/opencode"), 0o755);
  const list = async (name: string, path: string, ...more: string[]) => {
    const env = { PATH: path };
    const args = ["bench", "list", "--models", name, ...more];
    const { code, out, err } = await localcode(args, { cwd: place.path, env });
    return [code, out + err];
  };
  const path = `${join(place.path, "bin")}:${process.env.PATH ?? ""}`;
  expect(await list("opencode", path)).toEqual([
    0,
    "opencode  opencode/big\nopencode  opencode/glm-4.7-free\nollama  ollama/qwen3:8b\n",
  ]);
  expect(await list("opencode", "/usr/bin:/bin")).toEqual([
    4,
    "opencode is not installed: there is no opencode. Install it: npm install -g opencode-ai\n",
  ]);
  expect(await list("claude", path)).toEqual([
    2,
    "claude does not tell its models; name one as its own help does.\n",
  ]);
  expect(await list("clade", path)).toEqual([
    2,
    expect.stringContaining('There is no agent "clade". Agents: opencode, claude, codex, '),
  ]);
});

test("all ten can be read, and each has a command for a first try", () => {
  const names = agentPrograms(here).map(({ name }) => name);
  expect(names).toEqual([
    ...["opencode", "claude", "codex", "pi", "little-coder"],
    ...["crush", "qwen-code", "gemini", "aider", "goose"],
  ]);
  const values = { prompt: "Do it.", model: "", session: "", id: "1", files: ["a.py", "b.py"] };
  for (const agent of agentPrograms(here)) {
    const words = commandWords(agent.first, values);
    expect(words.some((word) => word.includes("{") || word === "")).toBe(false);
    expect(words).toContain("Do it.");
  }
  expect(commandWords(programNamed("aider").first, values).slice(-3)).toEqual([
    "Do it.",
    "a.py",
    "b.py",
  ]);
});

test("tokens and calls are read from what each agent reports", () => {
  const read = (name: string, line: object | string) =>
    readLine(programNamed(name), typeof line === "string" ? line : JSON.stringify(line)).events.map(
      (event) =>
        event.type === "reply"
          ? event.usage
          : event.type === "result"
            ? [event.call.name, event.result.failed]
            : event,
    );
  const usage = (inputTokens: number, cachedTokens: number, outputTokens: number) => ({
    inputTokens,
    cachedTokens,
    outputTokens,
  });
  const told = { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 3 };
  expect(read("claude", { type: "result", usage: told })).toEqual([usage(15, 5, 3)]);
  const content = [{ type: "text" }, { type: "tool_use", name: "Edit" }];
  expect(read("claude", { type: "assistant", message: { content } })).toEqual([
    ["Edit", undefined],
  ]);
  const turn = { input_tokens: 10, cached_input_tokens: 5, output_tokens: 3 };
  expect(read("codex", { type: "turn.completed", usage: turn })).toEqual([usage(10, 5, 3)]);
  const item = { type: "command_execution", status: "failed" };
  expect(read("codex", { type: "item.completed", item })).toEqual([["command_execution", true]]);
  const message = { role: "assistant", usage: { input: 7, cacheRead: 2, output: 1 } };
  expect(read("pi", { type: "message_end", message })).toEqual([usage(9, 2, 1)]);
  expect(
    read("gemini", { type: "result", stats: { input_tokens: 4, cached: 1, output_tokens: 2 } }),
  ).toEqual([usage(4, 1, 2)]);
  expect(read("aider", "Tokens: 2.1k sent, 345 received.")).toEqual([
    { inputTokens: 2100, outputTokens: 345 },
  ]);
  expect(read("aider", "no numbers here")).toEqual([]);
});
