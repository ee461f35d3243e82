import { expect, test } from "bun:test";
import { type Effect, type ExecOptions, effects } from "../../src/core/tool.ts";
import { type Bounds, boundsGate } from "../../src/gates/bounds.ts";
import { contextIn, gatedCall, gateSay, sandboxNamed, toolNamed } from "../support/gated.ts";

const root = process.cwd();
const reading: Bounds = { kind: "phase", name: "plan", effects: ["read"], allowed: "reading" };

/** What becomes of a call, and whether a command of it may write. */
async function passed(
  bounds: Bounds | undefined,
  name: string,
  effect: Effect,
  input: object = {},
) {
  const options: ExecOptions[] = [];
  const sandbox = {
    ...sandboxNamed("none"),
    exec: (_: readonly string[], given: ExecOptions) => {
      options.push(given);
      return Promise.reject(new Error("It is not run."));
    },
  };
  const context = contextIn(root, { sandbox });
  const gate = boundsGate({ bounds: () => bounds, root, say: gateSay });
  const result = await gate(gatedCall(toolNamed(name, effect), input, context), async (gated) => {
    const given = { cwd: root, timeoutMs: 1, maxChars: 1, signal: context.signal };
    await gated.context.sandbox.exec(["x"], given).catch(() => "It is not run.");
    return { text: "ran" };
  });
  return { held: result.held, readOnly: options[0]?.readOnly ?? false };
}

test.each<[string, boolean]>([
  ["cat src/main.ts", true],
  ["git log --oneline -3 | head -2", true],
  ["grep -rn phase src && ls", true],
  ["git commit --amend -m x", false],
  ["rm -rf build", false],
  ["echo 1 > a.txt", false],
  ['python3 -c \'open("a", "w")\'', false],
  ["cat $(rm a)", false],
  ["npm test", false],
])("while reading is all that is allowed: %s", async (command, allowed) => {
  const { held, readOnly } = await passed(reading, "shell", "execute", { command });
  expect([held, readOnly]).toEqual(allowed ? [undefined, true] : ["plan", false]);
});

test("each effect passes where it is allowed, and everything where nothing holds", async () => {
  for (const effect of effects) {
    expect((await passed(undefined, "any", effect)).held).toBeUndefined();
    for (const allowed of effects) {
      const bounds: Bounds = { ...reading, effects: [allowed] };
      expect((await passed(bounds, "any", effect)).held === undefined).toBe(effect === allowed);
    }
  }
});

test("a tool that a stage does not allow is refused whatever its effect", async () => {
  const bounds: Bounds = { ...reading, kind: "stage", allowsTool: (name) => name !== "grep" };
  expect((await passed(bounds, "grep", "read")).held).toBe("plan");
  expect((await passed(bounds, "read", "read")).held).toBeUndefined();
});
