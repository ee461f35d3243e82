import type { Progress } from "../../core/model.ts";
import { askJson } from "../../lib/http-json.ts";

const lookLimitMs = 1_000;

export type Waiting = {
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
  /** How often the wait is told. */
  readonly everyMs: number;
};

/**
 * Waits for the headers, which Ollama sends only with the first token; meanwhile says whether the
 * model is being loaded or reads the prompt; how far it is, nobody knows, so the time is told.
 */
export async function* whileOpening<Opened>(
  opening: Promise<Opened>,
  waiting: Waiting,
  signal: AbortSignal,
): AsyncGenerator<Progress, Opened> {
  const started = performance.now();
  while (!(await doneWithin(opening, waiting.everyMs))) {
    const waitedMs = Math.round(performance.now() - started);
    const loaded = await Promise.race([isLoaded(waiting, signal), whenDone(opening)]);
    yield loaded
      ? { type: "progress", doing: "waiting", done: waitedMs, total: 0 }
      : { type: "progress", doing: "loading", done: waitedMs, total: 0 };
  }
  return await opening;
}

async function doneWithin(opening: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([whenDone(opening), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function whenDone(opening: Promise<unknown>): Promise<true> {
  await opening;
  return true;
}

/** Whether /api/ps has the model; where it cannot be asked, the wait is not called a load. */
async function isLoaded({ url, model, apiKey }: Waiting, signal: AbortSignal): Promise<boolean> {
  const question = { url: `${url}/api/ps`, apiKey, limitMs: lookLimitMs };
  const answer = await askJson(question, signal);
  const body = answer.type === "said" ? answer.body : undefined;
  if (!(body instanceof Object && "models" in body && Array.isArray(body.models))) return true;
  const names = [model, `${model}:latest`];
  return body.models.some(
    (one: unknown) => one instanceof Object && "name" in one && names.includes(String(one.name)),
  );
}
