import { ModelError } from "../../core/model.ts";
import { messageOf } from "../../lib/http-json.ts";
import { openClient } from "./client.ts";
import { failureOf } from "./failure.ts";

/** How far a download is; both numbers are 0 while the server does something that has no size. */
export type PullProgress = {
  readonly status: string;
  readonly done: number;
  readonly total: number;
};

type Place = {
  readonly url: string;
  readonly model: string;
  readonly apiKey?: string | undefined;
};

/** Lets the server download a model. Stopped and called again, the server goes on where it was. */
export async function* pullModel(place: Place, signal: AbortSignal): AsyncGenerator<PullProgress> {
  const own = new AbortController();
  const either = AbortSignal.any([signal, own.signal]);
  let begun = false;
  try {
    const client = await openClient(place, either);
    const lines = await client.pull({ model: place.model, stream: true });
    for await (const { status, completed, total } of lines) {
      begun = true;
      yield { status, done: completed ?? 0, total: total ?? 0 };
    }
  } catch (error) {
    signal.throwIfAborted();
    throw begun ? brokenOff(error, place) : await failureOf(error, place, signal);
  } finally {
    own.abort();
  }
}

function brokenOff(error: unknown, { url, model }: Place): ModelError {
  const said = messageOf(error).replace(/\.$/, "");
  if (/file does not exist|not found/.test(said)) {
    const message = `Ollama's library has no model "${model}".`;
    return new ModelError("missing", message, { cause: error });
  }
  const message = `The download of "${model}" to Ollama at ${url} broke off: ${said}. Pulled again, it goes on where it was.`;
  return new ModelError("unreachable", message, { cause: error });
}
