import { type ChatRequest, ModelError } from "../core/model.ts";
import { isOverflow } from "./overflow.ts";
import type { SaidError } from "./said-error.ts";

export type Server = {
  /** Base of the API, for people: "http://localhost:8080/v1". */
  readonly url: string;
  readonly model: string;
  readonly contextTokens: number;
  readonly hasKey: boolean;
  /** The command that starts such a server. */
  readonly startHint: string | undefined;
};

/** The one sentence for an error that a server answered with. */
export function refusal(
  server: Server,
  error: SaidError,
  tools: ChatRequest["tools"] = [],
): ModelError {
  const { status } = error;
  const { url } = server;
  const said = quoted(error.text);
  if (isOverflow(error)) return overflow(server, error);
  if (status === 401 || status === 403)
    return new ModelError("rejected", keyText(server), { status });
  if (status === 429) return passing("rejected", `The server at ${url} is busy${said}.`, error);
  if (status === 502 || status === 503) {
    return passing("unreachable", `The server at ${url} is not ready (${status})${said}.`, error);
  }
  if (status === 504) {
    const text = `The gateway at ${url} gave up waiting for the model (504)${said}.`;
    return new ModelError("unreachable", text, { status });
  }
  if (/\bmodel\b.*\bcrashed\b/i.test(error.text)) {
    const text = `The model crashed in the server at ${url}${said}.`;
    return new ModelError("unreachable", text, withStatus(status));
  }
  if (unreadWording.test(error.text)) {
    const text = `The server at ${url} could not read what the model wrote${said}.`;
    return new ModelError("rejected", text, { ...withStatus(status), cause: unread });
  }
  const blamed = isSchemaError(error) ? schemaText(error.text, tools) : "";
  const text = `The server at ${url} refused the request${statusText(status)}${said}.${blamed}`;
  return new ModelError("rejected", text, withStatus(status));
}

/** How versions of llama.cpp, and Ollama, say that a reply departs from the format of its template. */
const unreadWording =
  /output that does not match the expected|failed to parse input at pos|invalid diff: now finding less|error parsing tool call/i;

const unread = { isUnread: true } as const;

/** True where the server could not read what the model wrote: the model's mistake, not the server's. */
export function isUnread(error: unknown): error is ModelError {
  return error instanceof ModelError && error.cause === unread;
}

/** The cause of an error that may be gone in a moment. */
export type Passing = { readonly isPassing: true; readonly retryAfterMs: number | undefined };

/** The one sentence for an answer that ended before it began. */
export function silent({ url }: Server): ModelError {
  const cause: Passing = { isPassing: true, retryAfterMs: undefined };
  const text = `The server at ${url} ended its answer before it said anything; its log says why.`;
  return new ModelError("unreachable", text, { cause });
}

/** The one sentence for a model that the server does not have. */
export function missingModel({ url, model }: Server, names: readonly string[]): ModelError {
  const list = names.length === 0 ? "It has none loaded." : `Models: ${names.join(", ")}.`;
  const text = `The server at ${url} has no model "${model}". ${list}`;
  return new ModelError("missing", text, { status: 404 });
}

export function isMissingModel({ status, text }: SaidError): boolean {
  const told = /model\b.*\b(not found|does not exist|not exist|not loaded)|no models? loaded/i;
  return status === 404 || ((status === 400 || status === undefined) && told.test(text));
}

/** True while a server still loads its model: a state, not an error. */
export function isLoading({ status, text }: SaidError): boolean {
  return status === 503 && /loading/i.test(text);
}

export function isAboutToolChoice({ status, text }: SaidError): boolean {
  return (status === 400 || status === 422) && /tool_choice/i.test(text);
}

/** The one sentence for a server that cannot be talked to at all. */
export function unreachable({ url, startHint }: Server, error: unknown): ModelError {
  const code = codeOf(error);
  const start =
    startHint === undefined ? ". Start it, or check the address" : ` — start it with: ${startHint}`;
  const text =
    code === "ECONNREFUSED" || code === "ConnectionRefused"
      ? `No server answers at ${url}${start}.`
      : (spoken[code]?.(url) ?? `The server at ${url} cannot be reached: ${firstLine(error)}.`);
  return new ModelError("unreachable", text, { cause: error });
}

const spoken: Readonly<Record<string, (url: string) => string>> = {
  ECONNRESET: (url) =>
    `The server at ${url} closed the connection in the middle of the request; its log says why.`,
  ENOTFOUND: (url) => `The host of ${url} is not known; check the address.`,
  EPROTO: (url) => `The server at ${url} does not speak TLS; try http:// in place of https://.`,
};

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function overflow({ url, contextTokens }: Server, { status, text }: SaidError): ModelError {
  const sentence = `The prompt does not fit the window of the server at ${url} (${contextTokens} tokens)${quoted(text)}.`;
  return new ModelError("overflow", sentence, withStatus(status));
}

function passing(kind: "rejected" | "unreachable", text: string, error: SaidError): ModelError {
  const cause: Passing = { isPassing: true, retryAfterMs: error.retryAfterMs };
  return new ModelError(kind, text, { ...withStatus(error.status), cause });
}

function keyText({ url, hasKey }: Server): string {
  return hasKey
    ? `The server at ${url} refuses the API key; check LOCALCODE_API_KEY.`
    : `The server at ${url} wants an API key: set LOCALCODE_API_KEY.`;
}

function isSchemaError({ status, text }: SaidError): boolean {
  return (
    (status === 400 || status === 422 || status === 500) && /schema|grammar|tools?\b/i.test(text)
  );
}

/** Which tool a server means: it names it, or its place in the list. */
function schemaText(text: string, tools: ChatRequest["tools"]): string {
  const place = /\btools?\W{1,3}(\d+)\b/i.exec(text)?.[1];
  const named = tools.find((tool) => namesTool(text, tool.name)) ?? tools[Number(place ?? -1)];
  if (named === undefined) return "";
  return ` It does not accept the tool "${named.name}"; leave it out of the agent's "tools".`;
}

/** A tool's name may be a plain word, so it must be marked as a name. */
function namesTool(text: string, name: string): boolean {
  if (name.includes("_")) return text.includes(name);
  return new RegExp(`["'\`]${name}["'\`]|\\b(tool|function):? ${name}\\b`, "i").test(text);
}

function statusText(status: number | undefined): string {
  return status === undefined ? "" : ` (${status})`;
}

function withStatus(status: number | undefined): { readonly status?: number } {
  return status === undefined ? {} : { status };
}

function quoted(text: string): string {
  return text === "" ? "" : `: ${text.replace(/[.\s]+$/, "")}`;
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? "").replace(/\.$/, "");
}
