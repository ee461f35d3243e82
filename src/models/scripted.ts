import type { ChatModel, ChatRequest, ModelEvent, Usage } from "../core/model.ts";

export type ScriptedCall = { readonly name: string; readonly input: unknown; readonly id?: string };

/** One reply: its text, or more than that, or an error to throw, or a function of the request. */
export type ScriptedLine =
  | string
  | {
      readonly text?: string;
      readonly thinking?: string;
      readonly calls?: readonly ScriptedCall[];
      readonly truncated?: boolean;
      readonly usage?: Usage;
      readonly waitMs?: number;
    }
  | Error
  | ((request: ChatRequest) => ScriptedLine);

export type ScriptedModel = ChatModel & { readonly requests: readonly ChatRequest[] };

const defaultWindow = 32_768;

/** Says its lines in order and keeps what it was asked: the tests' only stand-in. */
export function scripted(
  lines: readonly ScriptedLine[],
  contextTokens = defaultWindow,
): ScriptedModel {
  const requests: ChatRequest[] = [];
  return {
    name: "scripted",
    contextTokens,
    requests,
    async *stream(request, signal) {
      const turn = requests.push(request);
      yield* say(lineFor(lines, turn, request), turn, signal);
    },
  };
}

function lineFor(lines: readonly ScriptedLine[], turn: number, request: ChatRequest): ScriptedLine {
  const line = lines[turn - 1];
  if (line === undefined) throw new Error(`The script has no line for request ${turn}.`);
  return typeof line === "function" ? lineFor([line(request)], 1, request) : line;
}

async function* say(
  line: ScriptedLine,
  turn: number,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent> {
  if (line instanceof Error) throw line;
  if (typeof line === "function") return;
  const {
    text = "",
    thinking = "",
    calls = [],
    truncated = false,
    usage = {},
    waitMs = 0,
  } = typeof line === "string" ? { text: line } : line;
  if (thinking !== "") yield { type: "thinking", delta: thinking };
  if (text !== "") yield { type: "text", delta: text };
  if (waitMs > 0) await Bun.sleep(waitMs);
  signal.throwIfAborted();
  const made = calls.map((call, index) => ({ id: `call_${turn}_${index}`, ...call }));
  yield {
    type: "reply",
    message: { role: "assistant", text, thinking, calls: made },
    truncated,
    usage,
  };
}
