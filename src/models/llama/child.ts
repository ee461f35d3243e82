import { parse } from "node:path";
import { type ChatRequest, type ModelDelta, ModelError } from "../../core/model.ts";
import type { Answer, AsideWish, FromChild, LlamaSettings, ToChild } from "./protocol.ts";

const keptErrorChars = 2_000;

export type Errand =
  | { readonly type: "load"; readonly settings: LlamaSettings }
  | {
      readonly type: "ask";
      readonly request: ChatRequest;
      readonly aside?: AsideWish | undefined;
    };

export type Push = (delta: ModelDelta) => void;

/** The process that holds the model; a native crash ends it and not us. */
export type Child = {
  readonly pid: number;
  readonly ended: () => boolean;
  /** Throws ModelError, or the signal's reason as soon as it aborts. */
  ask(errand: Errand, push: Push, signal: AbortSignal): Promise<Answer>;
  stop(): Promise<void>;
};

type Waiting = { readonly push: Push; readonly settle: (answer: Answer) => void };

export function startChild(entry: string): Child {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const spawned = Bun.spawn({
    // Without the flag Bun would fetch a package that is not installed, unasked.
    cmd: [process.execPath, "--no-install", entry],
    // Bun obeys the bunfig.toml, tsconfig.json and .env of where it starts: not the project's.
    cwd: parse(entry).root,
    stdio: ["ignore", "ignore", "pipe"],
    // A compiled binary of ours is then the Bun inside it.
    env: { ...process.env, BUN_BE_BUN: "1" },
    serialization: "json",
    ipc: (message: FromChild) => hear(waiting, message),
  });
  const ended = endOf(spawned, waiting);
  return {
    pid: spawned.pid,
    ended: () => spawned.exitCode !== null || spawned.signalCode !== null,
    ask: async (errand, push, signal) => {
      signal.throwIfAborted();
      lastId += 1;
      const message: ToChild = { ...errand, id: lastId };
      return await answered(spawned, { waiting, message, push }, signal);
    },
    stop: async () => {
      // It has nothing to save, and a native call in progress hears no gentler signal.
      spawned.kill("SIGKILL");
      await ended;
    },
  };
}

type Spawned = Bun.Subprocess<"ignore", "ignore", "pipe">;

type Asked = {
  readonly waiting: Map<number, Waiting>;
  readonly message: ToChild;
  readonly push: Push;
};

async function answered(spawned: Spawned, asked: Asked, signal: AbortSignal): Promise<Answer> {
  const { waiting, message, push } = asked;
  const { id } = message;
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const abort = (): void => {
    if (spawned.exitCode === null && spawned.signalCode === null)
      spawned.send({ type: "abort", id });
    reject(signal.reason);
  };
  signal.addEventListener("abort", abort, { once: true });
  waiting.set(id, { push, settle: resolve });
  try {
    spawned.send(message);
    const answer = await promise;
    if (answer.type === "failed") throw new ModelError(answer.kind, answer.text);
    return answer;
  } finally {
    signal.removeEventListener("abort", abort);
    waiting.delete(id);
  }
}

function hear(waiting: ReadonlyMap<number, Waiting>, message: FromChild): void {
  const one = waiting.get(message.id);
  if (message.type === "delta") one?.push(message.delta);
  else one?.settle(message);
}

/** Tells everyone who waits that the child is gone. */
async function endOf(spawned: Spawned, waiting: ReadonlyMap<number, Waiting>): Promise<void> {
  const errors = await tailOf(spawned.stderr);
  await spawned.exited;
  const text = crashText(spawned, errors);
  for (const [id, one] of waiting) one.settle({ type: "failed", id, kind: "unreachable", text });
}

async function tailOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let tail = "";
  for await (const chunk of stream)
    tail = (tail + decoder.decode(chunk, { stream: true })).slice(-keptErrorChars);
  return tail;
}

const advice = "Use a smaller n_ctx or fewer GPU layers; the next request starts it anew.";

function crashText({ signalCode, exitCode }: Spawned, errors: string): string {
  if (signalCode === "SIGKILL")
    return `The process that runs the model was killed (SIGKILL), most likely because memory ran out. ${advice}`;
  if (signalCode !== null)
    return `The process that runs the model crashed (${signalCode}). ${advice}`;
  const last = errors.trim().split("\n").at(-1) ?? "";
  const why = last === "" ? "" : `: ${last}`;
  return `The process that runs the model ended with exit code ${exitCode}${why}. ${advice}`;
}
