import type { Sandbox } from "../core/tool.ts";
import { runCommand } from "../lib/process.ts";
import { endMarked } from "../lib/process-group.ts";
import { running } from "./running.ts";

/** No sandbox: commands run as the user. `why` is a sentence for people. */
export function openHost(why: string): Sandbox {
  const commands = running();
  // Whatever a command started carries it, also where it left the command's group.
  const mark = crypto.randomUUID();
  let isUsed = false;
  const endAll = (): void => {
    if (isUsed) endMarked(mark);
  };
  process.once("exit", endAll);
  return {
    name: "none",
    statement: `Commands run without a sandbox and may do whatever you may do. ${why}`,
    exec: (command, options) => {
      isUsed = true;
      const env = { ...options.env, LOCALCODE_SANDBOX: mark };
      return commands.add(options.signal, (signal) =>
        runCommand(command, { ...options, env, signal }),
      );
    },
    [Symbol.asyncDispose]: async () => {
      await commands.end();
      process.off("exit", endAll);
      endAll();
    },
  };
}
