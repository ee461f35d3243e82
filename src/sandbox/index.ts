import type { Sandbox } from "../core/tool.ts";
import { openBubblewrap } from "./bubblewrap.ts";
import { openContainer } from "./container.ts";
import { SandboxError } from "./error.ts";
import { openHost } from "./host.ts";
import type { SandboxOptions } from "./options.ts";

export type SandboxKind = "auto" | "bwrap" | "docker" | "podman" | "none";

/**
 * Opens the sandbox that was asked for, or throws SandboxError. `auto` takes bubblewrap, then a
 * container where an image is named, then none; the statement always says which it came to and why.
 */
export async function openSandbox(kind: SandboxKind, options: SandboxOptions): Promise<Sandbox> {
  switch (kind) {
    case "auto":
      return await openAny(options);
    case "bwrap":
      return await openBubblewrap(options);
    case "docker":
    case "podman":
      return await openContainer(kind, options);
    case "none":
      return openHost("It was asked for.");
  }
}

async function openAny(options: SandboxOptions): Promise<Sandbox> {
  const containers = options.image === undefined ? [] : (["docker", "podman"] as const);
  const tries = [
    () => openBubblewrap(options),
    ...containers.map((program) => () => openContainer(program, options)),
  ];
  const failures: string[] = [];
  for (const open of tries) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      failures.push(error.message);
    }
  }
  return openHost(failures.join(" "));
}
