import { expect, test } from "bun:test";
import {
  type Around,
  type CacheTrack,
  cacheNotice,
  newTrack,
  nothingAround,
  trackCache,
} from "../../src/core/cache-break.ts";
import type { Entry } from "../../src/core/event.ts";
import type { Usage } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";
import { echo } from "../support/echo.ts";

const summary: Entry = { type: "summary", text: "The past.", kept: 0, clipChars: 0 };
const gone: Entry = { type: "end", reason: "unreachable", detail: "No server answers." };

function reply(usage: Usage): Entry {
  const message = { role: "assistant" as const, text: "Yes.", thinking: "", calls: [] };
  return { type: "reply", message, truncated: false, usage, ms: 1 };
}

const cold = reply({ inputTokens: 4_000, cachedTokens: 0 });
const warm = reply({ inputTokens: 4_100, cachedTokens: 4_000 });
const lost = reply({ inputTokens: 4_200, cachedTokens: 200, prefillMs: 8_000 });

/** What is said after the last of these entries. */
function saidAfter(entries: readonly Entry[], around: Around = nothingAround): string | undefined {
  const track = entries.reduce<CacheTrack>(trackCache, newTrack);
  return track.lost && cacheNotice(track.lost, around);
}

test("a first prompt and one that is read from the cache say nothing", () => {
  expect(saidAfter([cold])).toBeUndefined();
  expect(saidAfter([cold, warm])).toBeUndefined();
});

test("a lost cache says how many tokens it cost, how long that took, and what may be the cause", () => {
  expect(saidAfter([cold, warm, lost])).toBe(
    "The server read 3,900 tokens again, which took 8 s: another program may be using its cache.",
  );
});

const causes: Readonly<Record<string, [readonly Entry[], Partial<Around>, string]>> = {
  "a compaction": [
    [summary],
    {},
    "The server read 4,000 tokens again, which took 8 s: the conversation was compacted.",
  ],
  "another model": [[], { changed: ["the model"] }, "the model is not as before."],
  "another agent on another server": [
    [],
    { changed: ["the agent", "the server"] },
    "the agent and the server are not as before.",
  ],
  "a server that was gone": [[gone], {}, "it was gone in between and knows nothing of before."],
  "a pause longer than it keeps a model": [
    [],
    { pausedMs: 12 * 60_000, keepAliveMs: 5 * 60_000 },
    "it keeps a model for 5 min, and nothing was asked of it for 12 min.",
  ],
};

for (const [cause, [between, around, words]] of Object.entries(causes)) {
  test(`${cause} is told as the cause`, () => {
    const said = saidAfter([cold, warm, ...between, lost], { ...nothingAround, ...around });
    expect(said).toEndWith(words);
  });
}

test("a pause that is shorter than that is no cause", () => {
  const around = { ...nothingAround, pausedMs: 60_000, keepAliveMs: 5 * 60_000 };
  expect(saidAfter([cold, warm, lost], around)).toEndWith(
    "another program may be using its cache.",
  );
});

test("a few tokens, and a server that has no cache or does not tell, say nothing", () => {
  const few = reply({ inputTokens: 4_200, cachedTokens: 3_500 });
  const silent = reply({ inputTokens: 4_200 });
  expect(saidAfter([cold, warm, few])).toBeUndefined();
  expect(saidAfter([cold, cold, cold])).toBeUndefined();
  expect(saidAfter([cold, warm, silent])).toBeUndefined();
});

test("a server that never keeps its cache is told of now and then, not with every reply", () => {
  const replies = Array.from({ length: 10 }, () => lost);
  const said = replies.map((_, at) => saidAfter([cold, warm, ...replies.slice(0, at + 1)]));
  expect(said.map((text) => text !== undefined)).toEqual([
    true,
    false,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
  expect(said[2]).toEndWith(
    "as for 3 replies in a row: another program uses its cache, or it cannot keep one for this model.",
  );
});

test("a run says each time that the cache was lost", async () => {
  const usages: readonly Usage[] = [
    { inputTokens: 4_000, cachedTokens: 0, outputTokens: 10 },
    { inputTokens: 4_100, cachedTokens: 4_000, outputTokens: 10 },
    { inputTokens: 4_200, cachedTokens: 150, outputTokens: 10 },
    { inputTokens: 4_300, cachedTokens: 4_200, outputTokens: 10 },
    { inputTokens: 4_400, cachedTokens: 150, outputTokens: 10 },
  ];
  const lines: readonly ScriptedLine[] = usages.map((usage, index) => ({
    text: `${index}`,
    usage,
    calls: index === 4 ? [] : [{ name: "echo", input: { text: "a" } }],
  }));
  const agent = agentWith(scripted(lines), { tools: [echo] });
  const { entries } = await collect(run(agent, [], "Hello", new AbortController().signal));
  const cause = "another program may be using its cache.";
  expect(entries.filter(({ type }) => type === "notice")).toEqual([
    { type: "notice", text: `The server read 3,950 tokens again: ${cause}` },
    { type: "notice", text: `The server read 4,150 tokens again: ${cause}` },
  ]);
});
