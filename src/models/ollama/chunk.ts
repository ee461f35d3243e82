// The small build of zod: a start waits for this file.
import * as z from "zod/mini";
import { maybe } from "../maybe.ts";

const text = maybe(z.string());
const count = maybe(z.number());

const call = z.object({
  id: text,
  function: maybe(z.object({ name: text, arguments: z.unknown() })),
});

const message = z.object({
  content: text,
  thinking: text,
  tool_calls: maybe(z.array(maybe(call))),
});

const line = z.object({
  message: maybe(message),
  done: maybe(z.boolean()),
  done_reason: text,
  prompt_eval_count: count,
  prompt_eval_duration: count,
  eval_count: count,
  eval_duration: count,
});

const nsPerMs = 1_000_000;

/** One line of Ollama's stream as a chunk of OpenAI's, so that one accumulator reads both. */
export function chunkOf(sent: unknown): unknown {
  const read = line.safeParse(sent).data ?? {};
  const { content, thinking, tool_calls = [] } = read.message ?? {};
  const calls = tool_calls.flatMap((one) => (one === undefined ? [] : [wholeCall(one)]));
  const finish = read.done === true ? { finish_reason: read.done_reason ?? "stop" } : {};
  const choices = [{ delta: { content, thinking, tool_calls: calls }, ...finish }];
  return read.done === true ? { choices, ...countsOf(read) } : { choices };
}

/** Ollama sends each call whole, its arguments as an object. */
function wholeCall({ id, function: called }: z.infer<typeof call>) {
  return { id, function: { name: called?.name, arguments: called?.arguments ?? {} } };
}

/** A prompt_eval_count of 0 or none means that the server did not count, not that nothing was read. */
function countsOf(read: z.infer<typeof line>) {
  return {
    usage: { prompt_tokens: read.prompt_eval_count, completion_tokens: read.eval_count },
    timings: { prompt_ms: ms(read.prompt_eval_duration), predicted_ms: ms(read.eval_duration) },
  };
}

function ms(ns: number | undefined): number | undefined {
  return ns === undefined ? undefined : ns / nsPerMs;
}
