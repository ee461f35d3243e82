import { availableModels } from "../app/available-models.ts";
import { serverRoot } from "../lib/server-url.ts";
import { pullModel } from "../models/ollama/pull.ts";
import { ollama } from "../runtimes/ollama.ts";
import { type CliCommand, type CliContext, printTable } from "./command.ts";

/** `localcode models`: what the running servers offer, and the GGUF files on this machine. */
export const modelsCommand: CliCommand = {
  name: "models",
  summary: "Lists the models of servers and GGUF files, and lets Ollama download one.",
  example: "localcode models list",
  build(command, context) {
    command
      .command("pull <model>")
      .description("lets Ollama download a model; called again it goes on where it was")
      .option("--url <url>", "the server, where it is not at its usual address")
      .action(async (spec: string, { url }: { url?: string }) => await pull(spec, url, context));
    command
      .command("list", { isDefault: true })
      .description("all models that can be named with -m")
      .option("--json", "as JSON")
      .action(async ({ json }: { json?: boolean }) => {
        const { cwd, env } = context;
        const rows = await availableModels(cwd, env, new AbortController().signal);
        if (rows.length > 0 || json) return printTable(context, rows, json);
        context.out(
          "No server runs on the usual ports and no GGUF file was found. Start a server, or give one with --url or --model-path.\n",
        );
      });
  },
};

/** Prints a line for each step and each tenth of a download. */
async function pull(
  spec: string,
  url: string | undefined,
  { env, err }: CliContext,
): Promise<void> {
  const model = spec.replace(/^ollama\//, "");
  const place = serverRoot(url ?? ollama.urlFromEnv?.(env) ?? ollama.url);
  let told = "";
  for await (const step of pullModel({ url: place, model }, new AbortController().signal)) {
    const tenths = step.total === 0 ? "" : ` ${Math.floor((step.done / step.total) * 10) * 10} %`;
    const line = `${step.status}${tenths}`;
    if (line !== told) err(`${line}\n`);
    told = line;
  }
}
