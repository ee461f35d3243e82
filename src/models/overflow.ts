/**
 * How servers say that a prompt does not fit. There is no standard, so each wording is listed with
 * the server that was seen to use it.
 */
const wordings: readonly { readonly server: string; readonly text: RegExp }[] = [
  { server: "llama.cpp", text: /exceeds? the available context size/i },
  { server: "llama.cpp", text: /context size has been exceeded/i },
  { server: "llama.cpp", text: /larger than the max context size/i },
  { server: "vLLM, OpenAI", text: /maximum context length/i },
  { server: "vLLM", text: /longer than the (maximum model length|model's context length)/i },
  { server: "vLLM", text: /max_tokens must be at least 1, got -/i },
  { server: "LM Studio", text: /trying to keep the first \d+ tokens/i },
  { server: "LM Studio", text: /tokens to keep from the initial prompt is greater than/i },
  { server: "LM Studio", text: /reached context length of \d+ tokens/i },
  { server: "Ollama", text: /prompt (is )?too long/i },
  {
    server: "Ollama",
    text: /exceed(s|ed)? (the )?(max|maximum|model's)? ?context (length|window)/i,
  },
  { server: "LocalAI, llama-cpp-python", text: /exceeds? (the )?context (window|length|size)/i },
  { server: "OpenAI", text: /input tokens? exceeds? the configured limit/i },
  { server: "OpenAI", text: /exceeds the context window/i },
];

const kinds: ReadonlySet<string> = new Set([
  "exceed_context_size_error",
  "context_length_exceeded",
  "context_window_exceeded",
]);

/** Statuses of busy servers and wrong keys: their texts may speak of tokens and mean something else. */
const otherMatters: ReadonlySet<number> = new Set([401, 403, 404, 429, 502, 503, 504]);

/** True where an error means that the prompt, or prompt and answer, do not fit the window. */
export function isOverflow(error: {
  readonly status: number | undefined;
  readonly type: string;
  readonly code: string;
  readonly text: string;
}): boolean {
  if (kinds.has(error.type) || kinds.has(error.code)) return true;
  if (error.status !== undefined && otherMatters.has(error.status)) return false;
  return wordings.some((wording) => wording.text.test(error.text));
}
