import { tmpdir } from "node:os";
import type { ToolKit } from "../../src/tools/kit.ts";

/** A kit with the defaults; a test changes what it is about. */
export function kitWith(parts: Partial<ToolKit> = {}): ToolKit {
  return {
    readFormat: "numbered",
    editFormat: "replace",
    shellTimeoutMs: 30_000,
    scratchDir: tmpdir(),
    agents: [],
    plan: () => [],
    openStage: () => undefined,
    askModel: () => Promise.reject(new Error("This test asks no model.")),
    runAgent: () => Promise.reject(new Error("This test runs no agent.")),
    ...parts,
  };
}
