// A model server with a script of three turns: read a file, edit it, say that it is done.

export type PerfServer = {
  readonly url: string;
  /** When the first chat request of the current run came in, on performance.now()'s clock. */
  firstRequestAt(): number | undefined;
  /** Request bodies of the current run. */
  bodies(): readonly string[];
  reset(): void;
  stop(): void;
};

type Call = { readonly name: string; readonly input: object };

const edit: Call = { name: "edit", input: { path: "app.py", old: "return 1", new: "return 2" } };
const read: Call = { name: "read", input: { path: "app.py" } };

/** pi names the same things differently. */
const editForPi: Call = {
  name: "edit",
  input: { path: "app.py", edits: [{ oldText: "return 1", newText: "return 2" }] },
};

export function startPerfServer(): PerfServer {
  let first: number | undefined;
  let bodies: string[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    async fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith("/models")) return Response.json(modelList);
      if (!pathname.endsWith("/chat/completions"))
        return new Response("not found", { status: 404 });
      first ??= performance.now();
      const text = await request.text();
      bodies.push(text);
      return new Response(reply(text), { headers: { "content-type": "text/event-stream" } });
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    firstRequestAt: () => first,
    bodies: () => bodies,
    reset: () => {
      first = undefined;
      bodies = [];
    },
    stop: () => server.stop(true),
  };
}

const modelList = {
  object: "list",
  data: [{ id: "test-model", object: "model", max_model_len: 32_768, meta: { n_ctx: 32_768 } }],
};

function reply(body: string): string {
  const results = body.split('"role":"tool"').length - 1;
  const isPi = body.includes("oldText");
  if (results === 0) return calling(read);
  if (results === 1) return calling(isPi ? editForPi : edit);
  return events({ content: "Changed it to return 2." }, "stop");
}

function calling({ name, input }: Call): string {
  const call = { name, arguments: JSON.stringify(input) };
  return events(
    { tool_calls: [{ index: 0, id: `call_${name}`, type: "function", function: call }] },
    "tool_calls",
  );
}

function events(delta: object, finish: string): string {
  const base = { id: "x", object: "chat.completion.chunk", created: 0, model: "test-model" };
  const chunks = [
    {
      ...base,
      choices: [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: null }],
    },
    { ...base, choices: [{ index: 0, delta: {}, finish_reason: finish }] },
    {
      ...base,
      choices: [],
      usage: { prompt_tokens: 1_000, completion_tokens: 20, total_tokens: 1_020 },
    },
  ];
  return `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("")}data: [DONE]\n\n`;
}
