// A model server that answers everything with one long answer, at a steady number of tokens a second.

export type StreamServer = { readonly url: string } & Disposable;

export const streamed = { tokens: 2_000, perSecond: 200, last: "That is all of it." } as const;

export function startStreamServer(): StreamServer {
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    idleTimeout: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      if (pathname.endsWith("/models")) return Response.json(models);
      if (!pathname.endsWith("/chat/completions"))
        return new Response("not found", { status: 404 });
      return new Response(answer(request.signal), {
        headers: { "content-type": "text/event-stream" },
      });
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    [Symbol.dispose]: () => void server.stop(true),
  };
}

const models = {
  object: "list",
  data: [{ id: "test-model", object: "model", max_model_len: 32_768, meta: { n_ctx: 32_768 } }],
};

const usage = { prompt_tokens: 1_000, completion_tokens: streamed.tokens, total_tokens: 3_000 };
const tickMs = 5;

/** Tokens go out by the clock: a late timer sends all that are due. */
function answer(signal: AbortSignal): ReadableStream<string> {
  const started = performance.now();
  const tokens = longAnswer();
  let sent = 0;
  return new ReadableStream({
    start: (stream) => stream.enqueue(chunk({ role: "assistant" })),
    async pull(stream) {
      const due = () => ((performance.now() - started) / 1_000) * streamed.perSecond;
      while (due() < sent + 1 && !signal.aborted) await Bun.sleep(tickMs);
      for (; sent < Math.min(due(), tokens.length); sent++)
        stream.enqueue(chunk({ content: tokens[sent] }));
      if (sent < tokens.length && !signal.aborted) return;
      stream.enqueue(chunk({}, "stop") + line({ choices: [], usage }));
      stream.enqueue("data: [DONE]\n\n");
      stream.close();
    },
  });
}

function chunk(delta: object, finish: string | null = null): string {
  return line({ choices: [{ index: 0, delta, finish_reason: finish }] });
}

function line(chunk: object): string {
  const base = { id: "x", object: "chat.completion.chunk", created: 0, model: "test-model" };
  return `data: ${JSON.stringify({ ...base, ...chunk })}\n\n`;
}

/** What models write about code: paragraphs, a list and a listing; never the same twice, which is babble. */
function passage(number: number): string {
  const letters = [...words.slice(number % words.length), ...words].slice(0, words.length);
  const [one, two, three, four, five, six] = letters;
  return `

## ${number + 1}. How the ${one} reads a ${two}

The ${one} takes **one ${two}** at a time and asks \`${three}_${number}\` where its ${four} ends. A quoted ${five} may
hold a ${six}, so the search goes from ${two} to ${four} and not from ${six} to ${three}. That costs little,
because most of the ${number + 11} ${five}s are not quoted at all.

- A ${five} that begins with ${number + 2} quotes ends with a ${six}.
- Two ${four}s in a row are one ${one} of the ${three}.
- A ${two} that ends inside a ${six} goes on in the next ${five}.

\`\`\`python
def ${three}_${number}(${two}: str, ${four}: str = ",") -> list[str]:
    ${five}s, ${six}, quoted = [], "", ${number}
    for ${one} in ${two}:
        if ${one} == '"':
            quoted = not quoted
        elif ${one} == ${four} and not quoted:
            ${five}s.append(${six})
        else:
            ${six} += ${one}
    return [*${five}s, ${six}]
\`\`\``;
}

const words =
  "parser line field table reader record column buffer header writer cell token index bucket".split(
    " ",
  );

/** Whole passages, then a list of numbers up to the number of tokens, then the last sentence. */
function longAnswer(): readonly string[] {
  const tokensOf = (text: string) => text.match(/\s*\S+/g) ?? [];
  const closing = tokensOf(`\n\n${streamed.last}`);
  const room = streamed.tokens - closing.length;
  const body: string[] = [];
  for (let number = 0; ; number++) {
    const tokens = tokensOf(passage(number));
    if (body.length + tokens.length > room - 1) break;
    body.push(...tokens);
  }
  const counted = Array.from({ length: room - 1 - body.length }, (_, at) => ` ${at * at},`);
  return [...body, "\n\nCounted:", ...counted, ...closing];
}
