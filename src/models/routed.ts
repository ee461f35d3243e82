import { type ChatModel, ModelError, type ModelEvent } from "../core/model.ts";
import { wrapped } from "./wrapped.ts";

/** Another model for the next request; undefined: the usual one. */
export type Route = { readonly name: string; readonly model: () => Promise<ChatModel> };

export type RoutedOptions = {
  readonly route: () => Route | undefined;
  /** Said once for each model that cannot be had. */
  readonly missing: (name: string, why: string) => string;
};

/** Sends each request to the model of its phase; one that is not there is told of and done without. */
export function routed(usual: ChatModel, { route, missing }: RoutedOptions): ChatModel {
  const gone = new Set<string>();
  return wrapped(usual, async function* (request, signal): AsyncGenerator<ModelEvent> {
    const wanted = route();
    if (wanted === undefined || gone.has(wanted.name)) {
      yield* usual.stream(request, signal);
      return;
    }
    let spoke = false;
    try {
      for await (const event of (await wanted.model()).stream(request, signal)) {
        spoke ||= event.type !== "progress" && event.type !== "notice";
        yield event;
      }
      return;
    } catch (error) {
      if (spoke || signal.aborted || !isAbsent(error)) throw error;
      gone.add(wanted.name);
      yield { type: "notice", text: missing(wanted.name, error.message) };
    }
    yield* usual.stream(request, signal);
  });
}

/** No server, no such model, or no key for it. */
function isAbsent(error: unknown): error is Error {
  if (error instanceof ModelError) return error.kind === "unreachable" || error.kind === "missing";
  return error instanceof Error && ["ConfigError", "MissingError"].includes(error.name);
}
