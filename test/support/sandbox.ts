import type { ExecOptions, Sandbox } from "../../src/core/tool.ts";
import { SandboxError } from "../../src/sandbox/error.ts";
import { openSandbox, type SandboxKind } from "../../src/sandbox/index.ts";
import type { SandboxOptions } from "../../src/sandbox/options.ts";

export function sandboxOptions(root: string, parts: Partial<SandboxOptions> = {}): SandboxOptions {
  return { root, network: false, writable: [], guarded: [], ...parts };
}

/** Whether this kind works on this machine. */
export async function opens(kind: SandboxKind): Promise<boolean> {
  try {
    await using sandbox = await openSandbox(kind, sandboxOptions(process.cwd()));
    return sandbox.name === kind;
  } catch (error) {
    if (error instanceof SandboxError) return false;
    throw error;
  }
}

export function bash(
  sandbox: Sandbox,
  cwd: string,
  script: string,
  parts: Partial<ExecOptions> = {},
) {
  const signal = new AbortController().signal;
  const options = { cwd, timeoutMs: 20_000, maxChars: 10_000, signal, ...parts };
  return sandbox.exec(["bash", "-c", script], options);
}
