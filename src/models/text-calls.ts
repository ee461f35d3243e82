import { coerceInput } from "../core/coerce.ts";
import { namedTool } from "../core/find-tool.ts";
import type { ToolCall } from "../core/message.ts";
import type { ChatModel, ChatRequest, ModelEvent, Reply } from "../core/model.ts";
import type { Tool } from "../core/tool.ts";
import { callIds } from "./call-ids.ts";
import type { WrittenCall } from "./dialects/dialect.ts";
import { type FoundCalls, findCalls } from "./find-calls.ts";
import { textScreen } from "./text-screen.ts";
import { wrapped } from "./wrapped.ts";

/**
 * Reads calls that a model wrote as text where its server found none. Only the visible text is read,
 * only calls to offered tools count, and none runs twice. While the text streams in, what may be a
 * call is held back.
 */
export function textCalls(model: ChatModel, tools: readonly Tool[]): ChatModel {
  return wrapped(model, async function* (request, signal): AsyncGenerator<ModelEvent> {
    const offered = tools.filter((tool) =>
      request.tools.some((schema) => schema.name === tool.schema.name),
    );
    const screen = textScreen(offered);
    for await (const event of model.stream(request, signal)) {
      if (event.type === "text") yield* screen.add(event.delta);
      else if (event.type !== "reply") yield event;
      else {
        const read = readReply(event, offered, request);
        yield* rest(screen.text, screen.shown, read.pieces);
        yield* read.notices;
        yield read.reply;
      }
    }
  });
}

type Piece = { readonly start: number; readonly end: number };

type ReadReply = {
  readonly reply: Reply;
  readonly notices: readonly ModelEvent[];
  /** The parts of the text that are prose. */
  readonly pieces: readonly Piece[];
};

/** The prose that was held back with the calls. */
function* rest(text: string, shown: number, pieces: readonly Piece[]): Generator<ModelEvent> {
  const held = pieces.map((piece) => text.slice(Math.max(piece.start, shown), piece.end)).join("");
  if (held !== "") yield { type: "text", delta: held };
}

function readReply(reply: Reply, tools: readonly Tool[], request: ChatRequest): ReadReply {
  const { message } = reply;
  const page = { text: message.text, tools, ended: !reply.truncated };
  const { found, open } = findCalls(page);
  const whole = [{ start: 0, end: message.text.length }];
  if (message.calls.length > 0) {
    const repeats = found.filter((one) => isRepeat(one, message.calls, tools));
    return withCalls(reply, repeats, [], whole);
  }
  const cut = reply.truncated && open !== undefined ? [cutCall(open, message.text)] : [];
  const nextId = callIds(request.messages);
  const calls = [...salvaged(found), ...cut.map((one) => one.call)].map((call) => ({
    id: nextId(),
    ...call,
  }));
  return withCalls(reply, [...found, ...cut], calls, whole);
}

/** The reply with these calls, and without the text of what was found. */
function withCalls(
  reply: Reply,
  found: readonly Piece[],
  calls: readonly ToolCall[],
  whole: readonly Piece[],
): ReadReply {
  if (found.length === 0) return { reply, notices: [], pieces: whole };
  const { message } = reply;
  const pieces = between(found, message.text.length);
  const text = pieces
    .map((piece) => message.text.slice(piece.start, piece.end).trim())
    .filter((piece) => piece !== "")
    .join("\n\n");
  const notices = calls.map(
    (call): ModelEvent => ({
      type: "notice",
      text: `Read a call to ${call.name} that the model wrote as text (${call.salvaged}).`,
    }),
  );
  const all = [...message.calls, ...calls];
  return { reply: { ...reply, message: { ...message, text, calls: all } }, notices, pieces };
}

function between(found: readonly Piece[], length: number): readonly Piece[] {
  const starts = [0, ...found.map((one) => one.end)];
  return starts.map((start, index) => ({ start, end: found[index]?.start ?? length }));
}

type Unnumbered = Omit<ToolCall, "id">;

/** What a model writes twice in one reply is one call. */
function salvaged(found: readonly FoundCalls[]): readonly Unnumbered[] {
  const calls: (Unnumbered & { readonly written: WrittenCall })[] = [];
  for (const { dialect, calls: written } of found) {
    for (const one of written) {
      if (calls.some((other) => isSame(one, other.written))) continue;
      calls.push({ name: one.name, input: one.input, salvaged: dialect, written: one });
    }
  }
  return calls.map(({ written: _, ...call }) => call);
}

/** A call that the output limit cut: it is answered with what to do, and never run. */
function cutCall(
  open: { readonly tool: Tool; readonly dialect: string; readonly start: number },
  text: string,
): Piece & { readonly call: Unnumbered } {
  const { tool, dialect, start } = open;
  const call = { name: tool.schema.name, input: {}, raw: text.slice(start), salvaged: dialect };
  return { start, end: text.length, call };
}

function isRepeat(found: FoundCalls, calls: readonly ToolCall[], tools: readonly Tool[]): boolean {
  const made = calls.flatMap((call) => {
    const tool = namedTool(tools, call.name);
    return tool === undefined ? [] : [{ tool, name: call.name, input: Object(call.input) }];
  });
  return found.calls.every((one) => made.some((other) => isSame(one, other)));
}

function isSame(one: WrittenCall, other: WrittenCall): boolean {
  const inputs = [one, other].map((call) => coerceInput(call.tool, call.input).input);
  return one.tool === other.tool && Bun.deepEquals(inputs[0], inputs[1], true);
}
