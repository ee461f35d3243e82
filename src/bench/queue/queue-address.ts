import { ConfigError } from "../../app/config-error.ts";

export type QueueAddress = {
  /** As it was given, with its password. */
  readonly url: string;
  /** For people: without user and password. */
  readonly shown: string;
};

const usualPort = "6379";

/** Throws ConfigError, which does not repeat the text: it may hold a password. */
export function queueAddress(text: string): QueueAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isRedis = url?.protocol === "redis:" || url?.protocol === "rediss:";
  if (url === undefined || !isRedis || url.hostname === "" || !/^(\/\d*)?$/.test(url.pathname)) {
    const forms = "redis://127.0.0.1:6379, redis://:password@server:6379/2 or rediss://server";
    throw new ConfigError(`--queue takes the address of a Redis server, as in ${forms}.`);
  }
  const database = url.pathname === "/" ? "" : url.pathname;
  const shown = `${url.protocol}//${url.hostname}:${url.port || usualPort}${database}`;
  return { url: text, shown };
}
