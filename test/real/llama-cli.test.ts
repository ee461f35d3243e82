// localcode itself, as a person starts it, against a real llama-server.
import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import type { Entry } from "../../src/core/event.ts";
import type { Usage } from "../../src/core/model.ts";
import type { OpenaiOptions } from "../../src/models/openai.ts";
import { needs } from "../support/needs.ts";
import { tempFolder } from "../support/temp.ts";
import { askLlama, type LlamaProcess, servedBy, startLlama, tokensOf } from "./llama-process.ts";
import { callingOptions, spellingOptions } from "./random-model.ts";
import { measured, readings } from "./reading.ts";

// On a busy machine each may take a while.
setDefaultTimeout(120_000);

const absent = !needs.llamaServer;
const program = join(import.meta.dir, "../../src/main.ts");

test.skipIf(absent)(
  "a session in another folder reads only its folder and its question",
  async () => {
    await using server = await startLlama();
    await servedBy(server);
    const flags = [...overrides(await spellingOptions(server)), "--max-tokens", "8"];
    const first = await session(server, flags);
    const second = await session(server, flags);
    expect(second.request.messages[0]).toEqual(first.request.messages[0]);
    expect(second.request.tools).toEqual(first.request.tools);
    expect(second.request.messages[1]).not.toEqual(first.request.messages[1]);
    const { tools, messages } = second.request;
    const frozen = { tools, messages: messages.slice(0, 1), add_generation_prompt: false };
    const { prompt } = (await askLlama(server, "/apply-template", frozen)) as { prompt: string };
    const frozenTokens = (await tokensOf(server, prompt)).length;
    expect(frozenTokens).toBeGreaterThan(3_000);
    expect(first.replies[0]?.cachedTokens).toBe(0);
    expect(second.replies[0]?.cachedTokens).toBeGreaterThanOrEqual(frozenTokens);
  },
);

test.skipIf(absent)("a session that is continued reads only the new prompt", async () => {
  await using server = await startLlama();
  await servedBy(server);
  const flags = [
    ...overrides(await callingOptions(server)),
    ...["--set", 'tools=["ls","git_status"]', "--set", "max_batch_tool_calls=1"],
    ...["--max-turns", "3"],
  ];
  using folder = await tempFolder({ "readme.md": "Read me.\n" });
  using logs = await tempFolder();
  const place = { server, cwd: folder.path, logs: logs.path };
  const first = await localcode(place, ["-p", "Look around.", ...flags]);
  const second = await localcode(place, ["-c", "-p", "Go on.", ...flags]);
  expect([first.status, second.status]).toEqual(["turn-limit", "turn-limit"]);
  expect(first.calls).toBeGreaterThanOrEqual(3);

  const entries = await entriesIn(second.log);
  expect(usagesIn(entries).length).toBe(6);
  const read = await Promise.all(readings(entries).map((one) => measured(server, one)));
  expect(read.map(({ evaluated }) => evaluated)).toEqual(read.map(({ fresh }) => fresh));
  expect(read.map(({ cached }) => cached)).toEqual(read.map(({ known }) => known));
});

/** What a model is asked with, as flags. */
function overrides({ sampling, toolChoice, requestOverrides }: Partial<OpenaiOptions>) {
  const fields = JSON.stringify({ ...sampling, ...requestOverrides });
  const choice = toolChoice === undefined ? [] : ["--set", `tool_choice=${toolChoice}`];
  return ["--set", `request_overrides=${fields}`, ...choice];
}

type Session = {
  /** Of the replies, in their order. */
  readonly replies: readonly Usage[];
  /** The last request, as it was sent. */
  readonly request: { readonly messages: readonly object[]; readonly tools: readonly object[] };
};

/** Asks a question about a folder of its own. */
async function session(server: LlamaProcess, flags: readonly string[]): Promise<Session> {
  using folder = await tempFolder({ "readme.md": "Read me.\n" });
  using logs = await tempFolder();
  const place = { server, cwd: folder.path, logs: logs.path };
  const { log } = await localcode(place, ["-p", "What is in this folder?", ...flags]);
  const request = await Bun.file(log.replace(/\.jsonl$/, ".raw.json")).json();
  return { replies: usagesIn(await entriesIn(log)), request };
}

type Result = { readonly status: string; readonly calls: number; readonly log: string };

type Place = { readonly server: LlamaProcess; readonly cwd: string; readonly logs: string };

/** Runs it once in a git repository, as a process of its own. */
async function localcode({ server, cwd, logs }: Place, flags: readonly string[]): Promise<Result> {
  await Bun.spawn(["git", "init", "-q"], { cwd }).exited;
  const where = ["-m", "llamacpp/any", "--url", server.url, "--logs", logs];
  const command = [process.execPath, program, ...flags, ...where, "--output-format", "json"];
  const child = Bun.spawn(command, {
    cwd,
    stdio: ["ignore", "pipe", "ignore"],
    env: { PATH: process.env.PATH ?? "", HOME: logs },
  });
  return JSON.parse(await new Response(child.stdout).text());
}

async function entriesIn(log: string): Promise<readonly Entry[]> {
  return (await Bun.file(log).text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function usagesIn(entries: readonly Entry[]): readonly Usage[] {
  return entries.flatMap((entry) => (entry.type === "reply" ? [entry.usage] : []));
}
