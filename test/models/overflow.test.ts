import { expect, test } from "bun:test";
import { isOverflow } from "../../src/models/overflow.ts";
import { saidError } from "../../src/models/said-error.ts";

const isFull = (body: unknown, status: number | undefined) => isOverflow(saidError(body, status));

test.each<[string, number | undefined, unknown]>([
  [
    "llama-server by its type",
    400,
    { error: { code: 400, message: "anything", type: "exceed_context_size_error" } },
  ],
  [
    "llama-server of 2025",
    400,
    { error: { message: "the request exceeds the available context size. try increasing it" } },
  ],
  [
    "llama-server in mid-stream",
    undefined,
    { error: { code: 500, message: "Context size has been exceeded.", type: "server_error" } },
  ],
  [
    "vLLM 0.6",
    400,
    {
      object: "error",
      message:
        "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion).",
      type: "BadRequestError",
      code: 400,
    },
  ],
  [
    "vLLM without room for an answer",
    400,
    { object: "error", message: "max_tokens must be at least 1, got -186.", code: 400 },
  ],
  [
    "LM Studio",
    400,
    {
      error:
        "Trying to keep the first 14538 tokens when context the overflows. However, the model is loaded with context length of only 2048 tokens, which is not enough.",
    },
  ],
  [
    "LM Studio of 2026",
    400,
    {
      error:
        "The number of tokens to keep from the initial prompt is greater than the context length (n_keep: 13055>= n_ctx: 4096).",
    },
  ],
  [
    "Ollama",
    400,
    { error: { message: "prompt too long; exceeded max context length by 310 tokens" } },
  ],
  [
    "LocalAI",
    500,
    {
      error: {
        code: 500,
        message:
          "rpc error: code = Internal desc = request (20652 tokens) exceeds the available context size (8192 tokens), try increasing it",
      },
    },
  ],
  [
    "llama-cpp-python",
    400,
    { error: { message: "Requested tokens (4348) exceed context window of 4096" } },
  ],
  ["OpenAI by its code", 400, { error: { message: "Too long.", code: "context_length_exceeded" } }],
  ["OpenAI", 400, { error: { message: "Your input exceeds the context window of this model." } }],
])("%s says that the prompt does not fit", (_, status, body) => {
  expect(isFull(body, status)).toBe(true);
});

test.each<[string, number, unknown]>([
  ["a rate limit in tokens", 429, { error: "Too many tokens: maximum context length per minute" }],
  ["a loading model", 503, { error: { message: "Loading model" } }],
  ["a schema", 400, { error: { message: "failed to parse grammar" } }],
  ["a batch", 500, { error: { message: "input is too large, increase the physical batch size" } }],
  ["plain text", 500, "Internal Server Error"],
])("%s is another matter", (_, status, body) => {
  expect(isFull(body, status)).toBe(false);
});

test.each<[unknown, string]>([
  [{ error: { message: "a\n  b" } }, "a b"],
  [{ error: "text" }, "text"],
  [{ message: "text" }, "text"],
  [{ detail: [{ loc: ["body"], msg: "bad" }] }, '[{"loc":["body"],"msg":"bad"}]'],
  ["plain", "plain"],
  [null, "null"],
  ["x".repeat(700), `${"x".repeat(600)}…`],
])("the words of %j are read as one line", (body, text) => {
  expect(saidError(body, 500).text).toBe(text);
});
