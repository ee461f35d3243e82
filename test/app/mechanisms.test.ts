import { expect, test } from "bun:test";
import { type Mechanism, mechanisms } from "../../src/app/mechanisms.ts";
import type { Entry } from "../../src/core/event.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { collect } from "../support/agent.ts";
import { startedIn } from "../support/conversation.ts";
import { tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;

const call = (name: string, input: object): ScriptedLine => ({ calls: [{ name, input }] });
const read = call("read", { path: "app.py" });
const long = "A line of a file that is long enough to fill a window.\n".repeat(80);
const files = { "app.py": "def f():\n    return 1\n", "long.txt": long };

type Told = { readonly entries: readonly Entry[]; readonly asked: number };

async function told(lines: readonly ScriptedLine[], without: readonly Mechanism[], window: number) {
  using folder = await tempFolder(files);
  const spare = Array.from({ length: 10 }, () => "It is done.");
  const model = scripted([...lines, ...spare], window);
  await using started = await startedIn(folder.path, model, { without: [...without] });
  const { entries } = await collect(started.conversation.send("Fix f in app.py.", never));
  return { entries, asked: model.requests.filter(({ wantsText }) => wantsText).length };
}

function results({ entries }: Told) {
  return entries.flatMap((entry) => (entry.type === "result" ? [entry.result] : []));
}

const nudges = ({ entries }: Told) =>
  entries.flatMap((entry) => (entry.type === "nudge" ? [entry.name] : []));
const failures = (one: Told) => results(one).map(({ failed }) => failed === true);
const isLoose = call("edit", { path: "app.py", old: "return  1 ", new: "return 2" });

type Case = {
  readonly lines: readonly ScriptedLine[];
  readonly window?: number;
  readonly seen: (told: Told) => unknown;
  readonly on: unknown;
  readonly off: unknown;
};

const cases: Readonly<Record<Mechanism, Case>> = {
  nudge_empty: { lines: ["", read], seen: (one) => nudges(one)[0], on: "empty", off: "unchanged" },
  nudge_announced: {
    lines: ["Let me read app.py first:"],
    seen: (one) => nudges(one)[0],
    on: "announced",
    off: "unchanged",
  },
  nudge_unchanged: {
    lines: [read],
    seen: nudges,
    on: ["unchanged", "unchanged"],
    off: [],
  },
  text_calls: {
    lines: ['<tool_call>{"name": "read", "arguments": {"path": "app.py"}}</tool_call>'],
    seen: (one) => results(one).length,
    on: 1,
    off: 0,
  },
  repetition_stop: {
    lines: ["The same line again.\n".repeat(400)],
    seen: ({ entries }) => entries.some((one) => one.type === "notice" && /again/.test(one.text)),
    on: true,
    off: false,
  },
  repeat_gate: {
    lines: [read, read, read],
    seen: (one) => new Set(results(one).map(({ text }) => text)).size > 1,
    on: true,
    off: false,
  },
  fresh_gate: {
    lines: [call("edit", { path: "app.py", old: "return 1", new: "return 2" })],
    seen: failures,
    on: [true],
    off: [false],
  },
  edit_leniency: { lines: [read, isLoose], seen: failures, on: [false, false], off: [false, true] },
  summary_notes: {
    lines: [1, 2, 3, 4, 5].map((page) => call("read", { path: "long.txt", offset: page })),
    window: 4_096,
    seen: ({ asked }) => asked > 0,
    on: true,
    off: false,
  },
};

for (const name of mechanisms) {
  const { lines, window = 32_768, seen, on, off } = cases[name];
  test(`${name} can be left out, and the difference shows`, async () => {
    expect([seen(await told(lines, [], window)), seen(await told(lines, [name], window))]).toEqual([
      on,
      off,
    ]);
  });
}
