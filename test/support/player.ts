// A model server that plays a script over the wire of llama-server or of Ollama: the n-th reply of a
// conversation is the n-th line. It keeps no state, so a resumed conversation goes on where it stopped.

export type PlayedLine = {
  readonly text?: string;
  readonly thinking?: string;
  readonly call?: { readonly name: string; readonly input: object };
};

export type Player = {
  readonly url: string;
  /** Bodies of the chat requests, oldest first. */
  readonly requests: readonly string[];
} & Disposable;

export type PlayerOptions = {
  readonly kind: "llama-server" | "ollama";
  readonly lines: readonly PlayedLine[];
  readonly window?: number;
  readonly port?: number;
  /** What the server says of images. Default: llama-server says nothing, Ollama says no. */
  readonly vision?: boolean;
  /** Answers what is asked without tools, beside the conversation. Default: the script does. */
  readonly aside?: PlayedLine;
  /** Of a llama-server. Default 1. */
  readonly slots?: number;
};

type Body = {
  readonly messages: readonly { readonly role: string; readonly content?: string }[];
  readonly options?: { readonly num_ctx?: number };
  readonly tools?: readonly unknown[];
};

const model = "played:latest";
const charsPerToken = 4;

export function startPlayer(options: PlayerOptions): Player {
  const requests: string[] = [];
  const { kind, lines, window = 32_768, port = 0, vision, aside, slots = 1 } = options;
  const facts =
    kind === "ollama"
      ? ollamaFacts(window, vision ?? false)
      : llamaServerFacts(window, vision, slots);
  const server = Bun.serve({
    port,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname === "/api/show" && (await wrongModel(request))) {
        return Response.json({ error: "model not found" }, { status: 404 });
      }
      if (pathname === "/api/pull") return pulling();
      if (pathname in facts) return Response.json(facts[pathname]);
      if (!/\/chat(\/completions)?$/.test(pathname))
        return Response.json({ error: "not found" }, { status: 404 });
      const text = await request.text();
      requests.push(text);
      const body: Body = JSON.parse(text);
      const said = body.messages.filter((message) => message.role === "assistant").length;
      const isAside = aside !== undefined && body.tools === undefined;
      const line = isAside ? aside : (lines[said] ?? { text: "Done." });
      const tokens = Math.ceil(text.length / charsPerToken);
      return pathname === "/api/chat" ? ndjson(line, tokens) : sse(line, said, tokens);
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    requests,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

function pulling(): Response {
  const steps = [
    { status: "pulling manifest" },
    { status: "pulling 8eeb52dfb3bb", total: 100, completed: 5 },
    { status: "pulling 8eeb52dfb3bb", total: 100, completed: 100 },
    { status: "success" },
  ];
  return new Response(steps.map((step) => `${JSON.stringify(step)}\n`).join(""));
}

async function wrongModel(request: Request): Promise<boolean> {
  const body = (await request.json()) as { readonly model?: string };
  const asked = body.model;
  return asked !== model && asked !== model.split(":")[0];
}

function llamaServerFacts(
  window: number,
  vision: boolean | undefined,
  slots: number,
): Readonly<Record<string, object>> {
  return {
    "/health": { status: "ok" },
    "/props": {
      default_generation_settings: { n_ctx: window, params: { n_predict: -1 } },
      total_slots: slots,
      model_path: `/models/${model}.gguf`,
      chat_template: "{{ messages }}",
      build_info: "b6900-0000000",
      ...(vision === undefined ? {} : { modalities: { vision, audio: false } }),
    },
    "/slots": [{ id: 0, n_ctx: window, is_processing: false }],
    "/v1/models": {
      object: "list",
      data: [
        {
          id: model,
          object: "model",
          owned_by: "llamacpp",
          meta: { n_ctx: window, n_ctx_train: 131_072 },
        },
      ],
    },
  };
}

function ollamaFacts(window: number, vision: boolean): Readonly<Record<string, object>> {
  const details = {
    family: "qwen3",
    parameter_size: "8.2B",
    quantization_level: "Q4_K_M",
    format: "gguf",
  };
  return {
    "/": {},
    "/api/version": { version: "0.13.0" },
    "/api/tags": { models: [{ name: model, model, size: 1, digest: "0", details }] },
    "/api/ps": { models: [{ name: model, model, context_length: window, size: 1, size_vram: 0 }] },
    "/api/show": {
      details,
      model_info: { "general.architecture": "qwen3", "qwen3.context_length": window },
      capabilities: ["completion", "tools", "thinking", ...(vision ? ["vision"] : [])],
      parameters: "",
      template: "{{ .Messages }}",
    },
    "/v1/models": { object: "list", data: [{ id: model, object: "model", owned_by: "library" }] },
  };
}

function sse(
  { text = "", thinking = "", call }: PlayedLine,
  turn: number,
  tokens: number,
): Response {
  const base = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model };
  const chunk = (delta: object, finish: string | null = null) => ({
    ...base,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const head = { index: 0, id: `call_${turn}`, type: "function" };
  const json = JSON.stringify(call?.input ?? {});
  const cut = Math.ceil(json.length / 2);
  const calls =
    call === undefined
      ? []
      : [
          chunk({ tool_calls: [{ ...head, function: { name: call.name, arguments: "" } }] }),
          chunk({ tool_calls: [{ index: 0, function: { arguments: json.slice(0, cut) } }] }),
          chunk({ tool_calls: [{ index: 0, function: { arguments: json.slice(cut) } }] }),
        ];
  const usage = { prompt_tokens: tokens, completion_tokens: 20, total_tokens: tokens + 20 };
  const timings = {
    cache_n: 0,
    prompt_n: tokens,
    prompt_ms: 50,
    predicted_n: 20,
    predicted_ms: 400,
  };
  const chunks = [
    chunk({ role: "assistant", content: null }),
    ...(thinking === "" ? [] : [chunk({ reasoning_content: thinking })]),
    ...(text.match(/.{1,12}/gs) ?? []).map((content) => chunk({ content })),
    ...calls,
    chunk({}, call === undefined ? "stop" : "tool_calls"),
    { ...base, choices: [], usage, timings },
  ];
  const lines = chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`).join("");
  return new Response(`${lines}data: [DONE]\n\n`, {
    headers: { "content-type": "text/event-stream" },
  });
}

function ndjson({ text = "", thinking = "", call }: PlayedLine, tokens: number): Response {
  const base = { model, created_at: "2026-01-01T00:00:00Z" };
  const message = (parts: object) => ({
    ...base,
    message: { role: "assistant", content: "", ...parts },
    done: false,
  });
  const called =
    call === undefined ? [] : [{ function: { name: call.name, arguments: call.input } }];
  const end = {
    ...message({}),
    done: true,
    done_reason: "stop",
    total_duration: 5e8,
    prompt_eval_count: tokens,
    prompt_eval_duration: 5e7,
    eval_count: 20,
    eval_duration: 4e8,
  };
  const lines = [
    ...(thinking === "" ? [] : [message({ thinking })]),
    ...(text.match(/.{1,12}/gs) ?? []).map((content) => message({ content })),
    ...called.map((one) => message({ tool_calls: [one] })),
    end,
  ];
  return new Response(lines.map((line) => `${JSON.stringify(line)}\n`).join(""), {
    headers: { "content-type": "application/x-ndjson" },
  });
}
