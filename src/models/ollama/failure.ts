import { ModelError } from "../../core/model.ts";
import { askJson, isRefused, messageOf } from "../../lib/http-json.ts";
import { nearest } from "../../lib/near.ts";
import { isOverflow } from "../overflow.ts";
import { OllamaRefusal } from "./client.ts";

type Place = {
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  readonly contextTokens?: number;
};

const listLimitMs = 1_500;
const shownNames = 8;

const noMemory =
  /requires more system memory|out of memory|insufficient memory|failed to allocate/i;
const crashed = /unexpectedly stopped|runner process has terminated|runner process no longer|EOF$/i;

const unreadWording = /^error parsing tool call/i;
const shownChars = 200;

/** The sentence for a call that Ollama could not read: the model's mistake; undefined for other errors. */
export function unreadNotice(error: unknown, { url }: Place): string | undefined {
  const said = messageOf(error);
  if (!unreadWording.test(said)) return undefined;
  return `Ollama at ${url} could not read what the model wrote: ${said.slice(0, shownChars)}.`;
}

/** What went wrong, as one sentence that says what to do. */
export async function failureOf(
  error: unknown,
  place: Place,
  signal: AbortSignal,
): Promise<ModelError> {
  const { url, model } = place;
  const said = messageOf(error).replace(/\.$/, "");
  const status = error instanceof OllamaRefusal ? error.status : undefined;
  const options = { cause: error, ...(status === undefined ? {} : { status }) };
  if (isRefused(error)) {
    const message = `Ollama is not running at ${url} — start it with: ollama serve`;
    return new ModelError("unreachable", message, options);
  }
  if (isMissing(status, said)) {
    return new ModelError("missing", await missing(place, signal), options);
  }
  if (isOverflow({ status, type: "", code: "", text: said })) {
    const window = place.contextTokens === undefined ? "" : ` of ${place.contextTokens} tokens`;
    const message = `The prompt does not fit the window${window} of "${model}" (${said}).`;
    return new ModelError("overflow", message, options);
  }
  if (noMemory.test(said)) {
    const message = `Ollama cannot load "${model}": ${said}. Lower n_ctx or choose a smaller model.`;
    return new ModelError("rejected", message, options);
  }
  if (status === 401 || status === 403) {
    const message = `Ollama at ${url} wants an API key: set LOCALCODE_API_KEY.`;
    return new ModelError("rejected", message, options);
  }
  if (crashed.test(said) || status === undefined) {
    const message = `Ollama at ${url} broke off its reply: ${said}. Its log (ollama serve) says why.`;
    return new ModelError("unreachable", message, options);
  }
  return new ModelError("rejected", `Ollama refused the request: ${said}.`, options);
}

function isMissing(status: number | undefined, said: string): boolean {
  return status === 404 && /not found/.test(said);
}

async function missing({ url, model, apiKey }: Place, signal: AbortSignal): Promise<string> {
  const question = { url: `${url}/api/tags`, apiKey, limitMs: listLimitMs };
  const have = namesIn(await askJson(question, signal));
  const near = nearest(model, have);
  const names = [...near, ...have.filter((name) => !near.includes(name))].slice(0, shownNames);
  const has = names.length === 0 ? "" : ` It has: ${names.join(", ")}.`;
  return `There is no model "${model}" on Ollama at ${url}.${has} Pull it with: ollama pull ${model}`;
}

function namesIn(answer: Awaited<ReturnType<typeof askJson>>): readonly string[] {
  const body = answer.type === "said" ? answer.body : undefined;
  const models = body instanceof Object && "models" in body ? body.models : [];
  return (Array.isArray(models) ? models : []).flatMap((one: unknown) =>
    one instanceof Object && "name" in one && typeof one.name === "string" ? one.name : [],
  );
}
