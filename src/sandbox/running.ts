import type { ExecResult } from "../core/tool.ts";

export type Running = {
  /** Runs a command whose signal also aborts when the sandbox closes. */
  add(
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<ExecResult>,
  ): Promise<ExecResult>;
  /** Ends all commands and waits until they are gone. */
  end(): Promise<void>;
};

/** The commands that a sandbox has under way: none outlives it. */
export function running(): Running {
  const closing = new AbortController();
  const commands = new Set<Promise<ExecResult>>();
  return {
    async add(signal, start) {
      const command = start(AbortSignal.any([signal, closing.signal]));
      commands.add(command);
      try {
        return await command;
      } finally {
        commands.delete(command);
      }
    },
    async end() {
      closing.abort();
      await Promise.allSettled(commands);
    },
  };
}
