import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import type { Entry } from "../../src/core/event.ts";
import type { ChatRequest } from "../../src/core/model.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { collect } from "../support/agent.ts";
import { openedWith, startedIn } from "../support/conversation.ts";
import { tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;
const files = { "app.py": "a = 1\n", "b.py": "b = 1\n" };

const call = (name: string, input: unknown, text = ""): ScriptedLine => ({
  text,
  calls: [{ name, input }],
});
const ls = call("ls", {});
const read = call("read", { path: "app.py" });
const readOther = call("read", { path: "b.py" });
const edit = call("edit", { path: "app.py", old: "a = 1", new: "a = 2" });

type PhaseEntry = Extract<Entry, { type: "phase" }>;

function phasesIn(entries: readonly Entry[]): readonly PhaseEntry[] {
  return entries.filter((entry) => entry.type === "phase");
}

function path(entries: readonly Entry[]): readonly string[] {
  return phasesIn(entries).map(({ from, to }) => (from === to ? to : `${from}→${to}`));
}

function resultsIn(entries: readonly Entry[]) {
  return entries.flatMap((entry) => (entry.type === "result" ? [entry.result] : []));
}

/** The request as bytes: what a server reads first comes first. */
function bytesOf({ system, tools, messages }: ChatRequest): string {
  return JSON.stringify([system, tools, ...messages]).slice(0, -1);
}

function expectPrefixes(requests: readonly ChatRequest[]): void {
  for (const [index, request] of requests.slice(1).entries()) {
    const before = requests[index];
    expect(before && bytesOf(request).startsWith(bytesOf(before))).toBe(true);
  }
}

test("rules: ls stays in context, a read leads to plan, a write to implement, and it stays", async () => {
  using folder = await tempFolder(files);
  const model = scripted([ls, read, readOther, edit, read, "It is 2 now."]);
  const fields = { phase_control: { mode: "rules" } } as const;
  await using one = await startedIn(folder.path, model, fields);
  const { entries, outcome } = await collect(one.conversation.send("Make a 2.", never));
  expect(outcome.reason).toBe("done");
  expect(path(entries)).toEqual([
    "→context",
    "context",
    "context→plan",
    "plan",
    "plan→implement",
    "implement",
  ]);
  expect(phasesIn(entries)[4]).toEqual({
    type: "phase",
    from: "plan",
    to: "implement",
    why: "a write",
    hint: "[Phase: implement] Make the change now, then check it.",
    by: "rule",
    turn: 4,
    signals: {
      filesRead: 2,
      filesChanged: 1,
      readTools: 3,
      writeTools: 1,
      planTools: 0,
      codeChange: true,
      planDetected: false,
    },
  });
  expectPrefixes(model.requests);
});

test("a list in the text of a turn with calls counts as a plan", async () => {
  using folder = await tempFolder(files);
  const planned = call("ls", {}, "I will do this:\n1. Change a.\n2. Run it.");
  const model = scripted([planned, "Done."]);
  await using one = await startedIn(folder.path, model, { phase_control: { mode: "rules" } });
  const { entries } = await collect(one.conversation.send("What would you do?", never));
  expect(path(entries)).toEqual(["→context", "context→plan"]);
  expect(phasesIn(entries)[1]?.why).toBe("a plan was made");
});

test("rules lead to the phases that are configured, whatever they are called", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, readOther, edit, "Done."]);
  const phase_control = {
    mode: "rules" as const,
    states: ["look", "think", "build"],
    default: "look",
    rules: { min_files_read_for_plan: 2 },
    prompts: { think: "Think now." },
  };
  await using one = await startedIn(folder.path, model, { phase_control });
  const { entries } = await collect(one.conversation.send("Make a 2.", never));
  expect(path(entries)).toEqual(["→look", "look", "look→think", "think→build"]);
  expect(phasesIn(entries)[2]?.hint).toBe("Think now.");
});

test("rules that are switched off do not move", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, edit, "Done."]);
  const rules = { auto_plan_after_read: false, write_to_implement: false };
  await using one = await startedIn(folder.path, model, {
    phase_control: { mode: "rules", rules },
  });
  const { entries } = await collect(one.conversation.send("Make a 2.", never));
  expect(path(entries)).toEqual(["→context", "context", "context"]);
});

test("a default that is no phase earns a warning, and the first one begins", async () => {
  using folder = await tempFolder(files);
  const phase_control = { mode: "rules", default: "dream" } as const;
  const config = await loadConfig(folder.path, { HOME: folder.path }, { phase_control });
  expect(config.warnings).toEqual([
    '"phase_control.default": there is no phase "dream"; it begins in "context". Phases: context, plan, implement.',
  ]);
});

test("hints are in the requests and in the log, but never in the saved history", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, "It is 1."]);
  const opened = openedWith(model, { lastRequest: () => model.requests.at(-1) });
  const fields = { phase_control: { mode: "rules" } } as const;
  await using one = await startedIn(folder.path, opened, fields);
  await collect(one.conversation.send("What is a?", never));
  const asked = JSON.stringify(model.requests.at(-1)?.messages);
  expect(asked).toContain("[Phase: context]");
  expect(asked).toContain("[Phase: plan]");
  expect(model.requests.map(({ system }) => system.includes("[Phase"))).toEqual([false, false]);
  const logs = readdirSync(join(folder.path, ".logs"));
  const saved = logs.find((name) => name.endsWith(".history.raw.json")) ?? "";
  expect(readFileSync(join(folder.path, ".logs", saved), "utf8")).not.toContain("[Phase");
});

test("with inject: system the hint stands in the system text alone, as the original had it", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, edit, "Done."]);
  const phase_control = { mode: "rules", inject: "system" } as const;
  await using one = await startedIn(folder.path, model, { phase_control });
  await collect(one.conversation.send("Make a 2.", never));
  const ends = model.requests.map(({ system }) => /\[Phase: (\w+)\]/.exec(system)?.[1]);
  expect(ends).toEqual(["context", "plan", "implement"]);
  expect(JSON.stringify(model.requests.at(-1)?.messages)).not.toContain("[Phase");
});

test("llm: one small question each turn, without tools or history, decides", async () => {
  using folder = await tempFolder(files);
  const model = scripted([ls, read, "Done."]);
  const probe = scripted(['{"phase": "plan"}', '```json\n{"phase": "Implement"}\n```']);
  const wishes: unknown[] = [];
  const aside = (wish: unknown) => {
    wishes.push(wish);
    return probe;
  };
  const fields = {
    phase_control: { mode: "llm", probe: { temperature: 0.2, max_tokens: 64 } },
  } as const;
  await using one = await startedIn(folder.path, openedWith(model, { aside }), fields);
  const { entries } = await collect(one.conversation.send("What is a?", never));
  expect(path(entries)).toEqual(["→context", "context→plan", "plan→implement"]);
  expect(wishes).toEqual([
    { temperature: 0.2, maxTokens: 64 },
    { temperature: 0.2, maxTokens: 64 },
  ]);
  expect(probe.requests.map(({ tools, messages }) => [tools.length, messages.length])).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(probe.requests[1]?.messages[0]?.text).toContain("prev_phase: plan\nread_tools: 2");
  expectPrefixes(model.requests);
});

test("an answer that names no phase changes nothing and is told of", async () => {
  using folder = await tempFolder(files);
  const model = scripted([ls, read, "Done."]);
  const probe = scripted(["{}", '{"phase": "party"}']);
  const fields = { phase_control: { mode: "llm" } } as const;
  await using one = await startedIn(folder.path, openedWith(model, { aside: () => probe }), fields);
  const { entries } = await collect(one.conversation.send("What is a?", never));
  expect(path(entries)).toEqual(["→context", "context", "context"]);
  const notices = entries.flatMap((entry) => (entry.type === "notice" ? [entry.text] : []));
  expect(notices).toEqual([
    'phase_probe_parse_error: "{}" names none of context, plan, implement. The phase stays.',
    'phase_probe_parse_error: "{"phase": "party"}" names none of context, plan, implement. The phase stays.',
  ]);
});

test("hybrid: where a rule decides no question is asked, else one", async () => {
  using folder = await tempFolder(files);
  const model = scripted([ls, read, edit, "Done."]);
  const probe = scripted(['{"phase": "context"}']);
  const fields = { phase_control: { mode: "hybrid" } } as const;
  await using one = await startedIn(folder.path, openedWith(model, { aside: () => probe }), fields);
  const { entries } = await collect(one.conversation.send("Make a 2.", never));
  expect(phasesIn(entries).map(({ to, by }) => `${to} ${by}`)).toEqual([
    "context start",
    "context probe",
    "plan rule",
    "implement rule",
  ]);
  expect(probe.requests.length).toBe(1);
});

test("a phase that binds refuses a write, says what to do, and leads on when the plan is made", async () => {
  using folder = await tempFolder(files);
  const model = scripted([
    read,
    edit,
    call("shell", { command: "echo 1 > app.py" }),
    call("shell", { command: "cat app.py" }, "My plan:\n- make a 2"),
    edit,
    "It is 2 now.",
  ]);
  const fields = { phase_control: { mode: "rules", bind: true } } as const;
  await using one = await startedIn(folder.path, model, fields);
  const { entries, outcome } = await collect(one.conversation.send("Make a 2.", never));
  expect(outcome.reason).toBe("done");
  const results = resultsIn(entries);
  expect(results.map(({ held, failed }) => [held, failed])).toEqual([
    [undefined, undefined],
    ["plan", true],
    ["plan", true],
    [undefined, undefined],
    [undefined, undefined],
  ]);
  expect(results[1]?.text).toBe(
    'Not run: the phase "plan" allows only reading, and edit does more. Read what you need and say in a short list what you would change; the change itself comes in a later phase.',
  );
  expect(path(entries)).toEqual([
    "→context",
    "context→plan",
    "plan",
    "plan",
    "plan→implement",
    "implement",
  ]);
  expect(readFileSync(join(folder.path, "app.py"), "utf8")).toBe("a = 2\n");
  expect(new Set(model.requests.map(({ tools }) => JSON.stringify(tools))).size).toBe(1);
  expectPrefixes(model.requests);
});

test("a plan that is said as an answer leads on where the task asks for a change", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, "I would make a 2.", edit, "Done."]);
  const fields = { phase_control: { mode: "rules", bind: true } } as const;
  await using one = await startedIn(folder.path, model, fields);
  const { entries, outcome } = await collect(one.conversation.send("Change a to 2.", never));
  expect(path(entries)).toEqual(["→context", "context→plan", "plan→implement", "implement"]);
  expect(outcome.reason).toBe("done");
});

test("refused calls in a row end the run as a loop, however different they are", async () => {
  using folder = await tempFolder(files);
  const lines = [1, 2, 3, 4].map((n) => call("write", { path: `n${n}.py`, content: "1\n" }));
  const model = scripted(lines);
  const fields = { phase_control: { mode: "rules", bind: true } } as const;
  await using one = await startedIn(folder.path, model, fields);
  const { entries, outcome } = await collect(one.conversation.send("Write them.", never));
  expect(outcome.reason).toBe("loop");
  expect(resultsIn(entries)[1]?.text).toEndWith(
    "\nNote: 2 calls in a row were not allowed here. Do not try another one of that kind now.",
  );
  expect(outcome.detail).toBe('Stopped in a loop: 4 calls in a row were not allowed in "context".');
});

test("a phase set by hand binds, lacks no change at the end, and is left by one message", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, edit, "I would make a 2.", edit, "Done."]);
  await using one = await startedIn(folder.path, model);
  const { conversation } = one;
  expect(conversation.phase()).toEqual({
    mode: "off",
    names: ["context", "plan", "implement"],
    current: "",
  });
  expect(() => conversation.setPhase("party")).toThrow(
    'There is no phase "party". Phases: context, plan, implement.',
  );
  expect(conversation.setPhase("plan")).toMatchObject({ from: "", to: "plan", by: "hand" });
  expect(conversation.setPhase("plan")).toBeUndefined();
  const planned = await collect(conversation.send("Change a to 2.", never));
  expect(planned.outcome.reason).toBe("done");
  expect(resultsIn(planned.entries).map(({ held }) => held)).toEqual([undefined, "plan"]);
  expect(conversation.setPhase("implement")?.hint).toBe(
    "[Phase: implement] Make the change now, then check it.\nAll your tools may be used now.",
  );
  const made = await collect(conversation.send("Go on.", never));
  expect([made.outcome.reason, conversation.phase().current]).toEqual(["done", "implement"]);
  expect(conversation.setPhase("")).toMatchObject({ from: "implement", to: "", by: "hand" });
  expectPrefixes(model.requests);
});

test("a phase set while the model works comes with the next turn, or when the run has ended", async () => {
  using folder = await tempFolder(files);
  const model = scripted([read, edit, "I would make a 2."]);
  await using one = await startedIn(folder.path, model);
  const { conversation } = one;
  const seen: Entry["type"][] = [];
  for await (const event of conversation.send("Change a to 2.", never)) {
    if (event.type === "call" && seen.length === 0) {
      expect(conversation.setPhase("plan")).toBeUndefined();
    }
    if (event.type === "phase") expect(conversation.phase().current).toBe("plan");
    if (event.type === "call" || event.type === "phase" || event.type === "end") {
      seen.push(event.type);
    }
    if (event.type === "end") conversation.setPhase("implement");
  }
  expect(seen).toEqual(["call", "phase", "call", "end"]);
  expect(resultsIn(conversation.entries()).map(({ held }) => held)).toEqual([undefined, "plan"]);
  expect(conversation.phase().current).toBe("implement");
  expectPrefixes(model.requests);
});

test("phase_log and LOCALCODE_PHASE_LOG decide whether the .log lists the phases", async () => {
  const dumped = async (env: Readonly<Record<string, string>>, phase_log?: "log") => {
    using folder = await tempFolder(files);
    const fields = { phase_control: { mode: "rules" }, ...(phase_log && { phase_log }) } as const;
    {
      await using one = await startedIn(folder.path, scripted([read, "1."]), fields, { env });
      await collect(one.conversation.send("What is a?", never));
    }
    const logs = readdirSync(join(folder.path, ".logs"));
    const log = readFileSync(
      join(folder.path, ".logs", logs.find((one) => one.endsWith(".log")) ?? ""),
      "utf8",
    );
    return /PHASE EVENTS\n(.*)\n/.exec(log)?.[1];
  };
  expect(await dumped({})).toBeUndefined();
  expect(await dumped({}, "log")).toStartWith("turn 0: none → context: a prompt (filesRead=0");
  expect(await dumped({ LOCALCODE_PHASE_LOG: "both" })).toBeDefined();
  expect(await dumped({ LOCALCODE_PHASE_LOG: "off" }, "log")).toBeUndefined();
});

test("an agent that is asked in a phase that only reads may only read as well", async () => {
  using folder = await tempFolder({
    ...files,
    ".localcode/agents/helper.json": '{ "prompt": "compact.md", "tools": ["read", "edit"] }',
  });
  // The sub-agent speaks with the same model: its turns come in between.
  const ask = call("ask_agent", { agent: "helper", prompt: "Change a to 2." });
  const model = scripted([ask, read, edit, "I may not.", "It could not."]);
  const fields = { tools: ["ask_agent", "read"], model: "test" };
  await using one = await startedIn(folder.path, model, fields);
  one.conversation.setPhase("plan");
  const { outcome } = await collect(one.conversation.send("What would it do?", never));
  expect(outcome.text).toBe("It could not.");
  expect(JSON.stringify(model.requests[3]?.messages)).toContain("Only reading is allowed");
  expect(readFileSync(join(folder.path, "app.py"), "utf8")).toBe("a = 1\n");
});
