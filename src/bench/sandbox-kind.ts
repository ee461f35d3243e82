import { existsSync } from "node:fs";
import { openSandbox, type SandboxKind } from "../sandbox/index.ts";

/** One kind for all trials: what "auto" comes to is found once. Throws SandboxError. */
export async function resolvedSandbox(
  wanted: SandboxKind,
  image: string | undefined,
  folder: string,
): Promise<{ readonly kind: SandboxKind; readonly statement: string }> {
  const options = {
    root: existsSync(folder) ? folder : "/",
    ...{ network: false, writable: [], guarded: [] },
    ...(image === undefined ? {} : { image }),
  };
  await using opened = await openSandbox(wanted, options);
  const { name, statement } = opened;
  const kinds: readonly SandboxKind[] = ["bwrap", "docker", "podman"];
  return { kind: kinds.find((kind) => name.startsWith(kind)) ?? "none", statement };
}
