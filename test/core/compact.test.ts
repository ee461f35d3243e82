import { expect, test } from "bun:test";
import type { Agent } from "../../src/core/agent.ts";
import type { Entry } from "../../src/core/event.ts";
import { foldAll } from "../../src/core/fold.ts";
import { type ChatRequest, ModelError } from "../../src/core/model.ts";
import { run } from "../../src/core/run.ts";
import { type ScriptedLine, type ScriptedModel, scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";
import { echo } from "../support/echo.ts";
import { realTokens, unpaired } from "../support/transcript.ts";

const never = new AbortController().signal;
const prose = "The parser counts blanks before it looks at brackets. ";

function agentFor(model: ScriptedModel, parts: Partial<Agent> = {}): Agent {
  const { limits } = agentWith(model);
  return agentWith(model, { tools: [echo], limits: { ...limits, reserveTokens: 512 }, ...parts });
}

function say(text: string, id: number, chars: number): ScriptedLine {
  return { text, calls: [{ name: "echo", input: { text: `${id} `.padEnd(chars, prose) } }] };
}

function isQuestion({ messages }: ChatRequest): boolean {
  return messages.at(-1)?.text.startsWith("The context window is nearly full.") === true;
}

function of<Type extends Entry["type"]>(
  entries: readonly Entry[],
  type: Type,
): readonly Extract<Entry, { readonly type: Type }>[] {
  const isOne = (entry: Entry): entry is Extract<Entry, { readonly type: Type }> =>
    entry.type === type;
  return entries.filter(isOne);
}

test("a conversation that fits is left alone", async () => {
  const model = scripted([say("One.", 1, 100), "Done."], 4_096);
  const { entries } = await collect(run(agentFor(model), [], "Fix it.", never));
  expect(of(entries, "summary")).toEqual([]);
});

const filling: readonly ScriptedLine[] = [1, 2, 3].map((id) => say(`Step ${id}.`, id, 2_700));

test("the model is asked for notes in the same conversation, and they replace its past", async () => {
  const model = scripted([...filling, "Bug in a.ts:3. Next: run the tests.", "Done."], 4_096);
  const agent = agentFor(model, { opening: "<context>\nFolder: app\n</context>" });
  const { entries, outcome } = await collect(run(agent, [], "Fix the bug in a.ts.", never));
  expect(outcome.reason).toBe("done");
  const [, , , question, after] = model.requests;
  const past = foldAll(
    entries.slice(
      0,
      entries.findIndex(({ type }) => type === "summary"),
    ),
  );
  const asked = question?.messages.slice(0, -1) ?? [];
  expect(isQuestion(question as ChatRequest)).toBe(true);
  expect(asked).toEqual(past.slice(0, asked.length));
  expect({ ...question, messages: [] }).toEqual({
    system: agent.system,
    messages: [],
    tools: [echo.schema],
    wantsText: true,
  });
  expect(after?.wantsText).toBeUndefined();
  const [summary] = of(entries, "summary");
  expect(summary).toMatchObject({ notes: "Bug in a.ts:3. Next: run the tests." });
  expect(after?.messages[0]?.text).toBe(`<context>
Folder: app
</context>

Fix the bug in a.ts.

[The conversation was shortened to fit the context window. Above is the first message of the user, as it was given. What was done since then follows; it is done and need not be done again.]

The record of what was done:
- Calls: 3, failed: 0.
- Files changed: none.
- Files read: none.
- Commands run: none.
- Newest failures: none.

Your own notes:
Bug in a.ts:3. Next: run the tests.

Go on with the next step. Do not start again. Read a file again before you change it, unless its text follows.`);
  expect(after?.messages.slice(1).map((message) => message.role)).toEqual(["assistant", "tool"]);
  expect(foldAll(entries)).toEqual([
    ...(after?.messages ?? []),
    { role: "assistant", text: "Done.", thinking: "", calls: [] },
  ]);
  const [notice] = of(entries, "notice");
  expect(notice?.text).toMatch(/^Compacted 5 messages: 3,\d{3} → 1,\d{3} tokens\.$/);
});

const failures: Readonly<Record<string, [ScriptedLine, string]>> = {
  "says nothing": ["", "the model gave no summary"],
  "calls a tool instead": [
    { calls: [{ name: "echo", input: { text: "x" } }] },
    "the model gave no summary",
  ],
  "is cut": [{ text: "Half a", truncated: true }, "the model's summary was too long"],
  "says too much": ["word ".repeat(5_000), "the model's summary was too long"],
  "cannot be reached": [
    new ModelError("unreachable", "No server."),
    "the model could not be asked for a summary",
  ],
};

for (const [what, [line, why]] of Object.entries(failures)) {
  test(`where the model ${what}, the record is made without it`, async () => {
    const model = scripted([...filling, line, "Done."], 4_096);
    const { entries, outcome } = await collect(run(agentFor(model), [], "Fix it.", never));
    const [summary] = of(entries, "summary");
    expect(outcome.reason).toBe("done");
    expect(of(entries, "call")).toHaveLength(3);
    expect(of(entries, "notice")[0]?.text).toEndWith(`It was done without the model: ${why}.`);
    expect(summary).not.toHaveProperty("notes");
    expect(summary?.text).toStartWith("Fix it.\n\n[The conversation was shortened");
    expect(summary?.text).toContain('\n- echo {"text":"2 The parser');
  });
}

test("a second summary without the model keeps the notes of the first", async () => {
  let questions = 0;
  let turns = 0;
  const line: ScriptedLine = (request) => {
    if (isQuestion(request)) return questions++ === 0 ? "Bug in a.ts:3." : "";
    turns += 1;
    return turns > 5 ? "Done." : say(`Step ${turns}.`, turns, 2_700);
  };
  const model = scripted(
    Array.from({ length: 20 }, () => line),
    4_096,
  );
  const { entries } = await collect(run(agentFor(model), [], "Fix it.", never));
  const [first, second] = of(entries, "summary");
  expect(first?.notes).toBe("Bug in a.ts:3.");
  expect(second?.notes).toBeUndefined();
  expect(second?.text).toContain("\nBug in a.ts:3.\n");
});

test("the newest prompt and a phase's hint survive word for word", async () => {
  const history: readonly Entry[] = [
    { type: "prompt", text: "Write a parser." },
    {
      type: "reply",
      message: { role: "assistant", text: "Done.", thinking: "", calls: [] },
      truncated: false,
      usage: {},
      ms: 1,
    },
    { type: "phase", from: "plan", to: "implement", why: "a rule", hint: "Now write the code." },
  ];
  const model = scripted([...filling, ...filling, "", "Done."].slice(2), 4_096);
  const { entries } = await collect(run(agentFor(model), history, "Now make it fast.", never));
  const [summary] = of(entries, "summary");
  expect(summary?.text).toStartWith("Write a parser.\n\n[The conversation was shortened");
  expect(summary?.text).toContain("this is what you work on now:\nNow make it fast.\n\n");
  expect(summary?.text).toContain("\n\nNow write the code.\n\nGo on");
});

const full = new ModelError("overflow", "The prompt is too long.");

test("a server that refuses a prompt as too long gets a shorter one, once", async () => {
  const lines = [say("One.", 1, 1_000), say("Two.", 2, 1_000), full, "Done."];
  const model = scripted(lines, 32_768);
  const { entries, outcome } = await collect(run(agentFor(model), [], "Fix it.", never));
  expect(outcome.reason).toBe("done");
  expect(of(entries, "summary")).toMatchObject([{ refused: true }]);
  const [, , refused, next] = model.requests;
  expect(realTokens(next as ChatRequest)).toBeLessThan(realTokens(refused as ChatRequest));
});

test("a server that refuses the shorter prompt too ends the run with the numbers and the fix", async () => {
  const lines = [say("One.", 1, 1_000), say("Two.", 2, 1_000), full, full];
  const { outcome } = await collect(run(agentFor(scripted(lines, 32_768)), [], "Fix it.", never));
  expect(outcome.reason).toBe("overflow");
  expect(outcome.detail).toMatch(
    /^The server refused the prompt of about \d+ tokens as too long; its window is said to be 32,768 tokens; the system text and the tools alone have about \d+\. Serve the model with a larger context \(n_ctx\), take the agent "compact", or offer fewer tools\.$/,
  );
});

test("a first prompt that does not fit ends the run before any request", async () => {
  const model = scripted([], 2_048);
  const { outcome } = await collect(run(agentFor(model), [], prose.repeat(300), never));
  expect(model.requests).toEqual([]);
  expect(outcome.reason).toBe("overflow");
  expect(outcome.detail).toMatch(
    /^The prompt of about 3,\d{3} tokens does not fit the window of 2,048 tokens, of which 512 are kept for the answer; /,
  );
});

test("a run cancelled while notes are made ends as cancelled", async () => {
  const control = new AbortController();
  const stop: ScriptedLine = (request) => {
    expect(isQuestion(request)).toBe(true);
    control.abort();
    return "Notes.";
  };
  const model = scripted([...filling, stop], 4_096);
  const { entries, outcome } = await collect(run(agentFor(model), [], "Fix it.", control.signal));
  expect(outcome.reason).toBe("cancelled");
  expect(of(entries, "summary")).toEqual([]);
});

test("notes count against the limit of tokens", async () => {
  const notes = { text: "Notes.", usage: { inputTokens: 3_000, outputTokens: 5 } };
  const { entries, outcome } = await collect(
    run(agentFor(scripted([...filling, notes, "Done."], 4_096)), [], "Fix it.", never),
  );
  expect(of(entries, "summary")).toMatchObject([{ usage: notes.usage }]);
  expect(outcome.ledger.totalTokens).toBe(3_005);
});

for (const window of [2_048, 4_096]) {
  test(`sixty turns in a window of ${window} tokens never exceed it, and finish`, async () => {
    let turn = 0;
    const line = (request: ChatRequest): ScriptedLine => {
      const inputTokens = realTokens(request);
      expect(inputTokens).toBeLessThanOrEqual(window);
      expect(unpaired(request.messages)).toEqual([]);
      expect(request.messages[0]?.text).toStartWith("Rename every variable.");
      if (isQuestion(request))
        return { text: turn % 2 ? "Half is done." : "", usage: { inputTokens } };
      turn += 1;
      const calls = [1, 2, 3].slice(0, 1 + (turn % 3)).map((id) => {
        return { name: "echo", input: { text: `${turn}.${id} `.padEnd((turn * 37) % 900, prose) } };
      });
      return turn > 60 ? "Done." : { text: `Turn ${turn}.`, calls, usage: { inputTokens } };
    };
    const agent = agentFor(
      scripted(
        Array.from({ length: 200 }, () => line),
        window,
      ),
    );
    const limits = { ...agent.limits, maxTurns: 100 };
    const { entries, outcome } = await collect(
      run({ ...agent, limits }, [], "Rename every variable.", never),
    );
    expect(outcome).toMatchObject({ reason: "done", text: "Done." });
    expect(of(entries, "reply")).toHaveLength(61);
    expect(of(entries, "summary").length).toBeGreaterThan(2);
  });
}
