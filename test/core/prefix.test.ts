import { expect, test } from "bun:test";
import { z } from "zod";
import type { Agent } from "../../src/core/agent.ts";
import type { PromptInput } from "../../src/core/attachment.ts";
import type { Entry } from "../../src/core/event.ts";
import type { ChatRequest } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import { defineTool, refuse } from "../../src/core/tool.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";
import { echo } from "../support/echo.ts";

const edit = defineTool(
  {
    name: "edit",
    aliases: [],
    description: "Changes a file; every third time it fails.",
    parameters: { type: "object", properties: { turn: { type: "integer" } }, required: ["turn"] },
    feedback: {},
  },
  {
    input: z.object({ turn: z.number() }),
    effect: "write",
    run: async ({ turn }) =>
      turn % 3 === 0 ? refuse("No match.") : { text: "Changed.", changed: [`f${turn}.ts`] },
  },
);

/** A turn of every kind: reads, edits that fail, unknown tools, bad arguments, cut replies, plain words. */
function line(turn: number): ScriptedLine {
  const thinking = `I think about ${turn}.`;
  const calls = [
    [{ name: "echo", input: { text: `read ${turn} ü😀` } }],
    [
      { name: "edit", input: { turn } },
      { name: "echo", input: { text: "more" } },
    ],
    [{ name: "no_such_tool", input: { a: [1, null] } }],
    [{ name: "edit", input: { turn: "many" } }],
    [],
  ][turn % 5];
  return { text: `Turn ${turn}.`, thinking, calls: calls ?? [], truncated: turn % 10 === 6 };
}

/** Every prompt has something else with it. */
function promptWith(prompt: number): PromptInput {
  const texts = [
    { type: "text", kind: "file", name: "a.ts", text: `line ${prompt}\n`, file },
    { type: "text", kind: "output", name: "ls", text: "a.ts\n(exit code 0)" },
  ] as const;
  const image = {
    type: "image",
    name: "shot.png",
    mime: "image/png",
    base64: "iVBORw0KGgo=",
  } as const;
  const attachments = [[], [texts[0]], [texts[1], image], [...texts, image]][prompt % 4] ?? [];
  return { text: `Prompt ${prompt}`, attachments };
}

const file = { path: "a.ts", hash: "5feceb66" };

/** The request as bytes: what a server reads first comes first. */
function bytesOf({ system, tools, messages }: ChatRequest): string {
  return JSON.stringify([system, tools, ...messages]).slice(0, -1);
}

test("over fifty turns, phases, attachments and resumed runs every request begins with the one before", async () => {
  const requests: ChatRequest[] = [];
  const entries: Entry[] = [];
  let turn = 0;
  for (let prompt = 1; prompt <= 10; prompt += 1) {
    const lines = Array.from({ length: 5 }, () => line(++turn));
    const model = scripted([...lines, "Done.", "Done."], 1_000_000);
    const agent: Agent = agentWith(model, {
      tools: [echo, edit],
      opening: `Folder: app, prompt ${prompt}`,
      nudges: [{ name: "sure", limit: 1, ask: () => "Are you sure?" }],
      inbox: () => (turn % 7 === 0 ? ["Faster, please.", promptWith(turn)] : []),
    });
    const history = JSON.parse(JSON.stringify(entries)) as readonly Entry[];
    const told = await collect(
      run(
        { ...agent, limits: { ...agent.limits, maxTurns: 7 } },
        history,
        promptWith(prompt),
        new AbortController().signal,
      ),
    );
    entries.push(...told.entries);
    requests.push(...model.requests);
    entries.push({ type: "stage", name: `stage ${prompt}`, effects: ["read"] });
    entries.push({ type: "phase", from: "a", to: "b", why: "a rule", hint: `Phase ${prompt}.` });
    entries.push({ type: "notice", text: "For people." });
  }
  expect(requests.length).toBeGreaterThanOrEqual(50);
  expect(entries.filter((entry) => entry.type === "nudge").length).toBeGreaterThanOrEqual(9);
  for (const [index, request] of requests.slice(1).entries()) {
    const before = requests[index];
    expect(before && bytesOf(request).startsWith(bytesOf(before))).toBe(true);
    expect(bytesOf(request).length).toBeGreaterThan(bytesOf(before ?? request).length);
  }
});
