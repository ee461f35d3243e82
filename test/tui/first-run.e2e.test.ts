import { expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasServer, transcriptIn } from "../support/nano.ts";
import { program } from "../support/program.ts";
import { wireServer } from "../support/server.ts";
import { tempFolder } from "../support/temp.ts";
import { openTerminal } from "../support/terminal.ts";
import { answer, nothingLeft, send } from "../support/ui.ts";

const isServed = await hasServer();
/** The issue's own limit for the whole run on two cores; other tests may be using them. */
const exampleMs = 100_000;

/** A first start: an empty HOME and no server. */
async function firstStart(
  args: readonly string[] = [],
  files: Readonly<Record<string, string>> = {},
) {
  const home = await tempFolder(files);
  const project = await tempFolder({ "mine.txt": "mine" });
  const logs = join(home.path, "logs");
  const terminal = openTerminal({
    command: [...program, "--logs", logs, "--sandbox", "none", ...args],
    cwd: project.path,
    cols: 100,
    rows: 40,
    echo: false,
    env: {
      HOME: home.path,
      XDG_STATE_HOME: join(home.path, "state"),
      BUN_RUNTIME_TRANSPILER_CACHE_PATH: join(tmpdir(), "localcode-transpiled"),
    },
  });
  return {
    terminal,
    logs,
    project: project.path,
    example: join(home.path, "state/localcode/example-1"),
    async [Symbol.asyncDispose]() {
      await terminal[Symbol.asyncDispose]();
      project[Symbol.dispose]();
      home[Symbol.dispose]();
    },
  };
}

async function leave({ terminal }: Awaited<ReturnType<typeof firstStart>>): Promise<void> {
  terminal.press("ctrl+c");
  await terminal.waitFor("again");
  terminal.press("ctrl+c");
  expect(await terminal.exited).toBe(0);
  expect(terminal.modes()).toEqual(nothingLeft);
}

test.skipIf(isServed)(
  "a first start says what answers and offers an example, which Enter runs beside the project",
  async () => {
    await using start = await firstStart();
    const { terminal } = start;
    await terminal.waitFor("Enter runs an example", { timeoutMs: exampleMs });
    const first = terminal.screen().replace(/\s+/g, " ");
    expect(first).toContain("It is no coding model.");
    expect(first).toMatch(/A better one for this machine.*(ollama pull|llama-server -hf) /);
    expect(first).toContain("nano (demonstration model)");
    terminal.press("enter");
    await terminal.waitFor("goes back to your folder", { timeoutMs: exampleMs });
    const all = `${terminal.scrollback()}\n${terminal.screen()}`;
    expect(all).toMatch(/\+.*new Map[\s\S]*✓ shell node --test[\s\S]*The tests pass/);
    expect(transcriptIn(start.logs).at(-1)).toBe("end: done");
    expect(terminal.screen()).toContain("auto-edit");
    expect(readdirSync(start.project)).toEqual(["mine.txt"]);
    expect(existsSync(join(start.example, "package.json"))).toBe(true);
    terminal.write("/clear");
    await terminal.waitFor("> /clear");
    terminal.press("enter");
    await terminal.waitFor(() => !terminal.screen().includes("auto-edit"));
    await terminal.waitFor(`in ${start.project}`);
    await leave(start);
  },
);

test.skipIf(isServed)(
  "what is typed instead of Enter is a prompt, and the offer is gone",
  async () => {
    await using start = await firstStart(["--max-turns", "1", "--max-tokens", "8"]);
    const { terminal } = start;
    await terminal.waitFor("Enter runs an example", { timeoutMs: exampleMs });
    terminal.write("Hello.");
    await terminal.waitFor("> Hello.");
    terminal.press("enter");
    await terminal.waitFor(/turn-limit|limit of 1 turns[\s\S]*Type a task/, {
      timeoutMs: exampleMs,
    });
    expect(terminal.screen()).not.toContain("Enter runs an example");
    expect(existsSync(start.example)).toBe(false);
    await leave(start);
  },
);

test.skipIf(isServed)(
  "a server that is there later is gone to with /model, by the default agent",
  async () => {
    const model = { id: "test-model", object: "model", max_model_len: 32_768 };
    const models = () => ({ body: { object: "list", data: [model] } });
    await using server = await wireServer({
      wires: [answer("Hello back.")],
      paths: { "/v1/models": models },
    });
    const settings = JSON.stringify({ providers: { lab: { base_url: server.url } } });
    await using start = await firstStart([], { ".config/localcode/config.json": settings });
    const { terminal } = start;
    await terminal.waitFor("Enter runs an example", { timeoutMs: exampleMs });
    terminal.write("/model lab/test-model");
    await terminal.waitFor("> /model lab/test-model");
    terminal.press("enter");
    await terminal.waitFor("The model is test-model");
    await send(terminal, "Hello.");
    await terminal.waitFor("Hello back.");
    expect(terminal.screen()).not.toContain("nano (demo");
    expect(JSON.stringify(server.requests)).toContain("shell_job");
    terminal.write("/agent nano");
    await terminal.waitFor("> /agent nano");
    terminal.press("enter");
    await terminal.waitFor("The agent is nano now.");
    await terminal.waitFor("nano (demo");
    await leave(start);
  },
);
