import { resolve } from "node:path";
import type { Sandbox } from "../core/tool.ts";
import type { SandboxKind } from "../sandbox/index.ts";
import type { Config } from "./config.ts";
import { logFolder } from "./session.ts";

/** A sandbox that is opened when something is to run in it. */
export type LateSandbox = AsyncDisposable & {
  /** Opens it once; throws SandboxError where it was asked for by name and cannot be used. */
  open(): Promise<Sandbox>;
  /** Stands in an agent until a call has it opened. */
  readonly placeholder: Sandbox;
};

type Place = Pick<Config, "cwd" | "folders" | "fields">;

export function lateSandbox(
  kind: SandboxKind,
  place: Place,
  onOpen: (sandbox: Sandbox) => void,
): LateSandbox {
  let opened: Promise<Sandbox> | undefined;
  const open = () => {
    opened ??= openNow(kind, place, onOpen);
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
  place: Place,
  onOpen: (sandbox: Sandbox) => void,
): Promise<Sandbox> {
  const { openSandbox } = await import("../sandbox/index.ts");
  const { cwd: root, folders } = place;
  const guarded = [folders.user, folders.package, resolve(logFolder(place))];
  const sandbox = await openSandbox(kind, { root, network: false, writable: [], guarded });
  onOpen(sandbox);
  return sandbox;
}
