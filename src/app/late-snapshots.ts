import { homedir } from "node:os";
import type { Snapshots } from "../session/snapshots/snapshots.ts";
import type { Config } from "./config.ts";
import { logFolder } from "./session.ts";

/**
 * The snapshots of a conversation's folder, whose code is loaded at their first use; undefined where
 * they are off: nobody is there to take anything back, unless the configuration says otherwise.
 */
export function snapshotsFor(config: Config, isInteractive: boolean): Snapshots | undefined {
  if (!(config.fields.snapshots ?? isInteractive)) return undefined;
  let opening: Promise<Snapshots> | undefined;
  const opened = () => {
    opening ??= openFor(config);
    return opening;
  };
  return {
    take: async (signal) => await (await opened()).take(signal),
    changes: async (from, to, signal) => await (await opened()).changes(from, to, signal),
    restore: async (wanted, signal) => await (await opened()).restore(wanted, signal),
    async [Symbol.asyncDispose]() {
      if (opening !== undefined) await (await opening)[Symbol.asyncDispose]();
    },
  };
}

async function openFor(config: Config): Promise<Snapshots> {
  const { openSnapshots } = await import("../session/snapshots/snapshots.ts");
  return openSnapshots({
    root: config.cwd,
    cacheFolder: config.folders.cache,
    home: config.env.HOME || homedir(),
    // A session file must never be made what it was before.
    leftOut: [logFolder(config)],
  });
}
