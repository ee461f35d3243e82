import type { Sandbox } from "../core/tool.ts";
import { runCommand } from "../lib/process.ts";
import { running } from "./running.ts";

/** No sandbox: commands run as the user. `why` is a sentence for people. */
export function openHost(why: string): Sandbox {
  const commands = running();
  return {
    name: "none",
    statement: `Commands run without a sandbox and may do whatever you may do. ${why}`,
    exec: (command, options) =>
      commands.add(options.signal, (signal) => runCommand(command, { ...options, signal })),
    [Symbol.asyncDispose]: () => commands.end(),
  };
}
