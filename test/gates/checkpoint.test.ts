import { expect, test } from "bun:test";
import type { AgentEvent } from "../../src/core/event.ts";
import type { Effect } from "../../src/core/tool.ts";
import { type Checkpoint, checkpointGates } from "../../src/gates/checkpoint.ts";
import { contextIn, gatedCall, toolNamed } from "../support/gated.ts";

const aborted = AbortSignal.abort();

/** A gate over these checkpoints, one for each that is asked for, and what it records. */
function gateOver(...checkpoints: readonly Checkpoint[]) {
  const events: AgentEvent[] = [];
  let asked = 0;
  const forRun = checkpointGates(async () => {
    asked += 1;
    return checkpoints[asked - 1] ?? { type: "failed", why: "asked too often" };
  });
  const emit = (event: AgentEvent) => void events.push(event);
  const call = async (gate: ReturnType<typeof forRun>, effect: Effect, signal?: AbortSignal) => {
    const context = contextIn("/", { emit, ...(signal === undefined ? {} : { signal }) });
    const tool = toolNamed("one", effect);
    const result = await gate(gatedCall(tool, {}, context), (gated) =>
      gated.tool.run(gated.input, gated.context),
    );
    return result.text;
  };
  return { forRun, call, events, asked: () => asked };
}

const taken = (id: string): Checkpoint => ({ type: "taken", id, leftOut: [] });

test("the files are kept before the first call of a run that may change them, and only once", async () => {
  const { forRun, call, events, asked } = gateOver(taken("a"), taken("b"));
  const first = forRun();
  for (const effect of ["read", "network"] as const) await call(first, effect);
  expect(asked()).toBe(0);
  expect(await call(first, "write")).toBe("ran");
  await call(first, "execute");
  await call(forRun(), "execute");
  expect(events).toEqual([
    { type: "snapshot", id: "a", when: "before" },
    { type: "snapshot", id: "b", when: "before" },
  ]);
});

test("two calls at once wait for one snapshot", async () => {
  const { forRun, call, events } = gateOver(taken("a"));
  const gate = forRun();
  await Promise.all([call(gate, "write"), call(gate, "write")]);
  expect(events).toEqual([{ type: "snapshot", id: "a", when: "before" }]);
});

test("where none can be taken the call goes on, which is said once and not tried again", async () => {
  const { forRun, call, events, asked } = gateOver({ type: "failed", why: "git is not installed" });
  expect(await call(forRun(), "write")).toBe("ran");
  expect(await call(forRun(), "write")).toBe("ran");
  expect(asked()).toBe(1);
  const text = "Changes of files cannot be undone in this conversation: git is not installed.";
  expect(events).toEqual([{ type: "notice", text }]);
});

test("a snapshot that the person stopped is tried again in the next run", async () => {
  const { forRun, call, events } = gateOver({ type: "failed", why: "it was stopped" }, taken("b"));
  await call(forRun(), "write", aborted);
  await call(forRun(), "write");
  expect(events).toEqual([{ type: "snapshot", id: "b", when: "before" }]);
});

test("files that are in no snapshot are named once", async () => {
  const leftOut = ["a.bin", "b.bin", "c.bin", "d.bin"];
  const one: Checkpoint = { type: "taken", id: "a", leftOut };
  const { forRun, call, events } = gateOver(one, one);
  await call(forRun(), "write");
  await call(forRun(), "write");
  expect(events.filter((event) => event.type === "notice")).toEqual([
    {
      type: "notice",
      text: "4 files are too large or not readable, so /undo cannot bring them back: a.bin, b.bin, c.bin, …",
    },
  ]);
});
