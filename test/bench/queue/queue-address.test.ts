import { expect, test } from "bun:test";
import { queueAddress } from "../../../src/bench/queue/queue-address.ts";

test("an address is shown without user and password, with its port and database", () => {
  const shown = (text: string) => queueAddress(text).shown;
  expect(shown("redis://:secret@lab:6380/2")).toBe("redis://lab:6380/2");
  expect(shown("rediss://me:secret@lab")).toBe("rediss://lab:6379");
  expect(shown("redis://127.0.0.1/")).toBe("redis://127.0.0.1:6379");
  expect(queueAddress("redis://:secret@lab").url).toBe("redis://:secret@lab");
});

test("what is no address of Redis is told without being repeated", () => {
  for (const text of ["lab:6379", "http://:secret@lab", "redis://", "redis//:secret@lab"]) {
    expect(() => queueAddress(text)).toThrow(
      "--queue takes the address of a Redis server, as in redis://127.0.0.1:6379, redis://:password@server:6379/2 or rediss://server.",
    );
  }
});
