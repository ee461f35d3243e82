import { detectServers } from "../runtimes/detect.ts";
import { runtimes } from "../runtimes/index.ts";
import { type CliCommand, printTable } from "./command.ts";

/** `localcode runtimes`: which model servers there are and which of them run. */
export const runtimesCommand: CliCommand = {
  name: "runtimes",
  summary: "Lists the model servers that are known and shows which of them run.",
  example: "localcode runtimes --json",
  build(command, context) {
    command.option("--json", "as JSON").action(async ({ json }: { json?: boolean }) => {
      const signal = new AbortController().signal;
      const found = await detectServers({ env: context.env }, signal);
      const live = found.map(({ runtime, url, models }) => ({
        runtime: runtime.title,
        prefix: runtime.prefixes[0],
        url,
        state: "running",
        models: models.length,
      }));
      const running = new Set(found.map(({ runtime }) => runtime.name));
      const down = runtimes
        .filter((runtime) => runtime.local && !running.has(runtime.name))
        .map((runtime) => ({
          runtime: runtime.title,
          prefix: runtime.prefixes[0],
          url: runtime.url,
          state: "not running",
          models: 0,
        }));
      printTable(context, [...live, ...down], json);
    });
  },
};
