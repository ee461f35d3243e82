import type { Sandbox } from "../core/tool.ts";
import type { SandboxKind } from "../sandbox/index.ts";
import { foldersFor } from "./folders.ts";

/** A sandbox that is opened when something is to run in it. */
export type LateSandbox = AsyncDisposable & {
  /** Opens it once; throws SandboxError where it was asked for by name and cannot be used. */
  open(): Promise<Sandbox>;
  /** Stands in an agent until a call has it opened. */
  readonly placeholder: Sandbox;
};

export function lateSandbox(
  kind: SandboxKind,
  root: string,
  onOpen: (sandbox: Sandbox) => void,
): LateSandbox {
  let opened: Promise<Sandbox> | undefined;
  const open = () => {
    opened ??= openNow(kind, root, onOpen);
    return opened;
  };
  const dispose = async () => {
    if (opened !== undefined) await (await opened)[Symbol.asyncDispose]();
  };
  const placeholder: Sandbox = {
    name: "none",
    statement: "No command has run yet.",
    exec: async (command, options) => await (await open()).exec(command, options),
    [Symbol.asyncDispose]: dispose,
  };
  return { open, placeholder, [Symbol.asyncDispose]: dispose };
}

async function openNow(
  kind: SandboxKind,
  root: string,
  onOpen: (sandbox: Sandbox) => void,
): Promise<Sandbox> {
  const { openSandbox } = await import("../sandbox/index.ts");
  const { user, logs, package: own } = foldersFor(root, process.env);
  const guarded = [user, logs, own];
  const sandbox = await openSandbox(kind, { root, network: false, writable: [], guarded });
  onOpen(sandbox);
  return sandbox;
}
