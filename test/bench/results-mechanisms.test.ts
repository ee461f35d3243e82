import { expect, setDefaultTimeout, test } from "bun:test";
import { join } from "node:path";
import { newestRows } from "../../src/bench/results.ts";
import { readResults } from "../../src/bench/results-file.ts";
import { actsOf } from "../../src/bench/results-mechanisms.ts";
import type { AgentEvent } from "../../src/core/event.ts";
import { localcode } from "../support/localcode.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";

setDefaultTimeout(30_000);

const called = (name: string, input: object): PlayedLine => ({ call: { name, input } });
const right = "export const double = (number) => 2 * number;\n";
const read = called("read", { path: "double.js" });

test("a run counts what each mechanism of the harness did, by what the model was told", async () => {
  using place = await tempFolder();
  using dataset = await tempDataset(1);
  using player = startPlayer({
    kind: "llama-server",
    lines: [
      { text: "Now I will read double.js." },
      called("write", { path: "double.js", content: right }),
      ...[read, read, read],
      called("edit", {
        path: "double.js",
        old: 'export const double = () => {  \n  throw new Error("Not done yet.");',
        new: "export const double = (number) => {\n  return 2 * number;",
      }),
      called("write", { path: "double.spec.js", content: "" }),
      called("shell", { command: "bun test" }),
      { text: '<tool_call>\n{"name": "ls", "arguments": {"path": "."}}\n</tool_call>' },
      { text: "Done." },
    ],
  });
  const args = [
    ...["bench", "run", "default", "-m", "llamacpp/any", "--url", player.url, "--tries", "1"],
    ...["--dataset", dataset.path, "--sandbox", "none", "--out", "out"],
  ];
  expect((await localcode(args, { cwd: place.path })).code).toBe(0);
  const [row] = newestRows(readResults(join(place.path, "out/results.jsonl")).rows);
  expect(row?.mechanisms).toEqual({
    nudge_announced: 1,
    fresh_gate: 1,
    repeat_gate: 2,
    edit_leniency: 1,
    protect_gate: 1,
    permission_gate: 1,
    text_calls: 1,
  });
  const { out } = await localcode(["bench", "errors", "out"], { cwd: place.path });
  expect(out).toContain("What the harness did");
  expect(out).toMatch(/repeat_gate +2 +2\.00 +1 +1\/1 \(100\.0%\)/);
  const csv = await localcode(["bench", "report", "out", "--csv"], { cwd: place.path });
  expect(csv.out).toContain("nudge_announced 1; fresh_gate 1; repeat_gate 2");
});

test("phases, summaries, stopped replies and sub-agents are counted too", () => {
  const reply: AgentEvent = {
    type: "reply",
    message: { role: "assistant", text: "", thinking: "", calls: [] },
    truncated: true,
    brokenOff: "repetition",
    usage: {},
    ms: 1,
  };
  const phase = { type: "phase", from: "plan", why: "", hint: "" } as const;
  const summary = { type: "summary", text: "", kept: 1, clipChars: 1 } as const;
  const events: readonly AgentEvent[] = [
    { ...phase, from: "", to: "plan" },
    { ...phase, to: "plan" },
    { ...phase, to: "implement" },
    { ...summary, notes: "Done so far." },
    summary,
    { type: "nested", callId: "1", event: reply },
    { type: "nudge", name: "cut", text: "" },
    { type: "nudge", name: "require-change", text: "" },
    { type: "nudge", name: "min-calls", text: "" },
    { type: "end", reason: "failed", detail: "The last edit failed: no." },
    { type: "text", delta: "Hello." },
  ];
  expect(events.flatMap(actsOf)).toEqual([
    ...["phases", "summary_notes", "summary_record", "repetition_stop"],
    ...["cut_reply", "nudge_unchanged", "nudge_min_calls"],
  ]);
});
