// The terminal interface as its users meet it: a process on a pseudo-terminal, at a server that plays wires.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { program } from "./program.ts";
import { chunk, type Wire, type WireServer, wireServer } from "./server.ts";
import { tempFolder } from "./temp.ts";
import { type Opening, openTerminal, type TestTerminal } from "./terminal.ts";

export type Place = {
  readonly server: WireServer;
  readonly folder: string;
  /** Where its sessions are kept. */
  readonly logs: string;
  /** Starts localcode in this folder; what is left open is ended with the place. */
  start(args?: readonly string[], terminal?: Partial<Opening>): TestTerminal;
} & AsyncDisposable;

export type PlaceOptions = {
  readonly wires?: Parameters<typeof wireServer>[0]["wires"];
  readonly files?: Readonly<Record<string, string>>;
  readonly window?: number;
};

/** Kept from one test to the next; with an empty HOME each start from source would begin anew. */
export const transpiled = join(tmpdir(), "localcode-transpiled");

/** In the editor, before the first letter is typed. */
export const emptyEditor = "Type a task";

export async function openPlace(options: PlaceOptions = {}): Promise<Place> {
  const { wires = [answer("Done.")], files = {}, window = 32_768 } = options;
  const model = { id: "test-model", object: "model", max_model_len: window };
  const models = () => ({ body: { object: "list", data: [model] } });
  const server = await wireServer({ wires, paths: { "/v1/models": models } });
  const folder = await tempFolder(files);
  // Beside the folder, not in it: a home folder is no project.
  const homeFolder = await tempFolder();
  const home = homeFolder.path;
  const logs = join(home, "logs");
  const open: TestTerminal[] = [];
  return {
    server,
    folder: folder.path,
    logs,
    start(args = [], terminal = {}) {
      const { command = program, env = {}, ...size } = terminal;
      const where = ["--url", server.url, "--logs", logs];
      const flags = [...where, "-m", "test-model", "--sandbox", "none", ...args];
      const started = openTerminal({
        command: [...command, ...flags],
        cwd: folder.path,
        echo: false,
        env: {
          HOME: home,
          XDG_STATE_HOME: join(home, "state"),
          BUN_RUNTIME_TRANSPILER_CACHE_PATH: transpiled,
          ...env,
        },
        ...size,
      });
      open.push(started);
      return started;
    },
    async [Symbol.asyncDispose]() {
      for (const terminal of open) await terminal[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      folder[Symbol.dispose]();
      homeFolder[Symbol.dispose]();
    },
  };
}

/** A reply that streams this text in pieces of some letters. */
export function answer(text: string, more: Partial<Wire> = {}): Wire {
  const pieces = (text.match(/.{1,12}/gs) ?? []).map((content) => chunk({ content }));
  return { pieces: [...pieces, chunk({}, "stop")], ...more };
}

/** A reply that begins with this text and never ends. */
export function endless(text: string): Wire {
  return {
    pieces: (text.match(/.{1,12}/gs) ?? []).map((content) => chunk({ content })),
    end: "hang",
  };
}

/** A reply that calls a tool. */
export function calling(name: string, input: object): Wire {
  const called = { name, arguments: JSON.stringify(input) };
  const call = { index: 0, id: `call_${name}`, type: "function", function: called };
  return { pieces: [chunk({ tool_calls: [call] }), chunk({}, "tool_calls")] };
}

/** Types a prompt and sends it, when the editor is there. */
export async function send(terminal: TestTerminal, text: string): Promise<void> {
  await terminal.waitFor(emptyEditor);
  terminal.write(text);
  await terminal.waitFor(text);
  terminal.press("enter");
}

export const nothingLeft = {
  raw: false,
  cursorShown: true,
  bracketedPaste: false,
  alternateScreen: false,
  kitty: false,
} as const;
