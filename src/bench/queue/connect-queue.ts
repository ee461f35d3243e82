import type { Redis } from "ioredis";
import { codeOf } from "../../lib/file-error.ts";
import type { QueueAddress } from "./queue-address.ts";
import { QueueError } from "./queue-error.ts";

/** A connection to Redis that outlives short absences of the server. */
export type Connection = AsyncDisposable & {
  readonly redis: Redis;
  readonly address: QueueAddress;
  /** What a thrown error is for people: a QueueError where Redis is the reason. */
  failure(error: unknown): unknown;
};

const connectLimitMs = 10_000;
/** How long Redis may be away once it was there. */
const absenceLimitMs = 60_000;
const retryStepMs = 200;
const longestRetryMs = 2_000;

/** Throws QueueError where nobody answers or the password is wrong. */
export async function connectQueue(
  address: QueueAddress,
  signal: AbortSignal,
): Promise<Connection> {
  const { Redis } = await import("ioredis");
  let connected = false;
  let lostAt: number | undefined;
  let newest: Error | undefined;
  const redis = new Redis(address.url, {
    lazyConnect: true,
    // Commands wait for the server to come back; the absence as a whole has a limit.
    maxRetriesPerRequest: null,
    connectTimeout: connectLimitMs,
    retryStrategy: (times) => {
      lostAt ??= Date.now();
      if (!connected || Date.now() - lostAt > absenceLimitMs) return null;
      return Math.min(times * retryStepMs, longestRetryMs);
    },
  });
  // Whoever leaves while the server is away does not wait for it.
  const leave = (): void => {
    if (redis.status !== "ready") end(redis);
  };
  signal.addEventListener("abort", leave, { once: true });
  redis.on("error", (error) => {
    newest = error;
  });
  redis.on("ready", () => {
    connected = true;
    lostAt = undefined;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    end(redis);
    throw unreachable(address, newest ?? error);
  }
  // A database that is not there is told aside, and the first one is taken in silence.
  if (newest !== undefined) {
    end(redis);
    throw unreachable(address, newest);
  }
  return {
    redis,
    address,
    failure: (error) => failureOf(error, redis, address),
    async [Symbol.asyncDispose]() {
      signal.removeEventListener("abort", leave);
      end(redis);
    },
  };
}

/** A connection that is closed already would hold the process for two more seconds. */
function end(redis: Redis): void {
  if (redis.status !== "end") redis.disconnect();
}

/** Only the system's code or the server's own word: a message could repeat the address. */
function unreachable({ shown }: QueueAddress, error: unknown): QueueError {
  const text = error instanceof Error ? error.message : "";
  if (/^(NOAUTH|WRONGPASS|NOPERM|ERR AUTH|ERR invalid password)/.test(text)) {
    const fix = "Name them in --queue redis://USER:PASSWORD@HOST:PORT.";
    return new QueueError(`The Redis at ${shown} refuses the user or the password. ${fix}`);
  }
  if (/^ERR DB index/.test(text))
    return new QueueError(`The Redis at ${shown} has no database of that number.`);
  const why = codeOf(error) ?? "no answer";
  const fix = "Start redis-server there, or name another with --queue.";
  return new QueueError(`There is no Redis at ${shown}: ${why}. ${fix}`);
}

function failureOf(error: unknown, { status }: Redis, { shown }: QueueAddress): unknown {
  if (error instanceof Error && error.name === "ReplyError")
    return new QueueError(`The Redis at ${shown} refuses: ${error.message}`, { cause: error });
  if (status !== "end") return error;
  const fix = "What is finished is kept; start it again when Redis is back.";
  return new QueueError(`The Redis at ${shown} is gone. ${fix}`, { cause: error });
}
