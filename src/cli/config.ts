import { join } from "node:path";
import { loadConfig } from "../app/config.ts";
import { explain } from "../app/explain.ts";
import { foldersFor } from "../app/folders.ts";
import type { CliCommand } from "./command.ts";

/** `localcode config`: where a setting's value comes from, and where the files lie. */
export const configCommand: CliCommand = {
  name: "config",
  summary: "Explains a setting and shows where the files lie.",
  example: "localcode config explain temperature",
  build(command, context) {
    command
      .command("explain <key>")
      .description("the value of a setting and every place that sets it, the winner last")
      .option("-a, --agent <name>", "for this agent")
      .option("--json", "as JSON")
      .action(async (key: string, { agent, json }: { agent?: string; json?: boolean }) => {
        const config = await loadConfig(
          context.cwd,
          context.env,
          agent === undefined ? {} : { agent },
        );
        const found = explain(config, key);
        if (json) return context.out(`${JSON.stringify(found, null, 2)}\n`);
        if (found.length === 0)
          return context.out(
            `${key} is not set: nothing is sent and the server's default applies.\n`,
          );
        for (const { value, source } of found)
          context.out(`${JSON.stringify(value)}  (${source})\n`);
      });
    command
      .command("path")
      .description("the files and folders that are read")
      .option("--json", "as JSON")
      .action(({ json }: { json?: boolean }) => {
        const folders = foldersFor(context.cwd, context.env);
        const paths = {
          "user config": join(folders.user, "config.json"),
          "project config": join(folders.project, "config.json"),
          agents: join(folders.package, "agents"),
          logs: folders.logs,
          models: folders.models,
          cache: folders.cache,
        };
        if (json) return context.out(`${JSON.stringify(paths, null, 2)}\n`);
        for (const [name, path] of Object.entries(paths))
          context.out(`${name.padEnd(15)} ${path}\n`);
      });
  },
};
