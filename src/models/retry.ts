import { isObject } from "../core/coerce.ts";
import { type ChatModel, ModelError, type ModelEvent } from "../core/model.ts";
import { pause } from "../lib/pause.ts";
import { codeOf, type Passing } from "./failure.ts";
import { wrapped } from "./wrapped.ts";

export type RetryOptions = {
  /** How often a request is sent at most. Default 4. */
  readonly attempts?: number;
  /** The wait before the second attempt; each later one waits twice as long. Default 500. */
  readonly firstWaitMs?: number;
};

const longestWaitMs = 30_000;

/**
 * Sends a request again when the connection broke or the server was busy before it said anything.
 * Never after the first piece of an answer, after a cancel, or after a limit of our own, since the
 * server may still be working on the request.
 */
export function retry(
  model: ChatModel,
  { attempts = 4, firstWaitMs = 500 }: RetryOptions = {},
): ChatModel {
  return wrapped(model, async function* (request, signal) {
    for (let attempt = 1; ; attempt += 1) {
      let spoke = false;
      try {
        for await (const event of model.stream(request, signal)) {
          spoke ||= isSpeech(event);
          yield event;
        }
        return;
      } catch (error) {
        if (spoke || signal.aborted || attempt >= attempts || !isPassing(error)) throw error;
        const waitMs = Math.min(
          longestWaitMs,
          passing(error)?.retryAfterMs ?? firstWaitMs * 2 ** (attempt - 1),
        );
        const next = `attempt ${attempt + 1} of ${attempts} in ${waitMs / 1_000} s`;
        yield { type: "notice", text: `${error.message} Trying again: ${next}.` };
        await pause(waitMs, signal);
      }
    }
  });
}

/** Anything but waiting and loading: from here on the server has begun to work. */
function isSpeech(event: ModelEvent): boolean {
  if (event.type === "progress") return event.doing === "reading";
  return event.type !== "notice";
}

const passingCodes: ReadonlySet<string> = new Set(["ECONNRESET", "EPIPE", "ConnectionClosed"]);

function isPassing(error: unknown): error is ModelError {
  if (!(error instanceof ModelError)) return false;
  return passing(error) !== undefined || passingCodes.has(codeOf(error.cause));
}

function passing({ cause }: ModelError): Passing | undefined {
  return isObject(cause) && cause.isPassing === true ? (cause as Passing) : undefined;
}
