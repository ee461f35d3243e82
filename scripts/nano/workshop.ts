import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sandbox, Tool, ToolContext } from "../../src/core/tool.ts";
import { toolParts } from "../../src/tools/index.ts";
import type { ToolKit } from "../../src/tools/kit.ts";

/** A folder and the product's own tools in it, so that each result reads as it does in a run. */
export type Workshop = Disposable & {
  readonly folder: string;
  run(name: string, input: object): Promise<string>;
};

/** The size of results that a window of 8,192 tokens allows. */
const maxResultChars = 8_000;

export async function workshop(): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), "nano-workshop-"));
  const tools = new Map<string, Tool>();
  for (const part of toolParts) {
    if (["read", "write", "edit"].includes(part.words.name))
      tools.set(part.words.name, part.make(part.words, kit));
  }
  return {
    folder,
    async run(name, input) {
      const tool = tools.get(name);
      if (tool === undefined) throw new Error(`The workshop has no tool ${name}.`);
      return (await tool.run(input, { ...context, root: folder })).text;
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const none = (): never => {
  throw new Error("The workshop runs nothing.");
};

const sandbox: Sandbox = {
  name: "none",
  statement: "",
  exec: none,
  [Symbol.asyncDispose]: async () => undefined,
};

const context: Omit<ToolContext, "root"> = {
  callId: "call",
  sandbox,
  signal: new AbortController().signal,
  maxResultChars,
  emit: () => undefined,
};

export const kit: ToolKit = {
  readFormat: "raw",
  editFormat: "replace",
  shellTimeoutMs: 1_000,
  scratchDir: tmpdir(),
  agents: [],
  plan: () => [],
  openStage: () => undefined,
  askModel: none,
  runAgent: none,
};
