import { type LoadedAgent, listAgents, loadAgent } from "../app/agents.ts";
import { checkAgent } from "../app/check-fields.ts";
import { failureOf } from "../app/failure.ts";
import { foldersFor } from "../app/folders.ts";
import { phaseWarnings } from "../app/phases.ts";
import { promptText } from "../app/words.ts";
import { type CliCommand, printTable } from "./command.ts";

/** `localcode agents`: the agents there are, one of them whole, or whether all are valid. */
export const agentsCommand: CliCommand = {
  name: "agents",
  summary: "Lists, shows and validates agents.",
  example: "localcode agents show qwen3-coder --prompt",
  build(command, context, exit) {
    const folders = () => foldersFor(context.cwd, context.env);
    command
      .command("list", { isDefault: true })
      .description("all agents by name")
      .option("--json", "as JSON")
      .action(async ({ json }: { json?: boolean }) => {
        const rows: Record<string, unknown>[] = [];
        for (const key of listAgents(folders()).keys()) {
          const { fields } = await loadAgent(key, folders());
          const tools = fields.tools?.length ?? 0;
          rows.push({ agent: key, tools, description: fields.description ?? "" });
        }
        printTable(context, rows, json);
      });
    command
      .command("show <name>")
      .description("one agent with what it inherits")
      .option("--prompt", "its system prompt instead")
      .option("--json", "as JSON")
      .action(async (name: string, { prompt }: { prompt?: boolean }) => {
        const agent = await loadAgent(name, folders());
        const text = prompt
          ? promptText(folders(), agent.fields.prompt ?? "default.md")
          : JSON.stringify(agent.fields, null, 2);
        context.out(`${text}\n`);
      });
    command
      .command("validate [name]")
      .description("checks one agent or all")
      .action(async (name: string | undefined) => {
        const names = name === undefined ? [...listAgents(folders()).keys()] : [name];
        for (const key of names) {
          const problem = await problemOf(() => loadAgent(key, folders()));
          context.out(`${key}: ${problem.text}\n`);
          if (problem.code !== 0) exit(problem.code);
        }
      });
  },
};

async function problemOf(
  load: () => Promise<LoadedAgent>,
): Promise<{ readonly text: string; readonly code: number }> {
  try {
    const { warnings, fields } = await load();
    // The package's own files are not checked when they are used; here they are.
    checkAgent(fields, "the agent");
    const all = [...warnings, ...phaseWarnings(fields)];
    return { text: all.length === 0 ? "ok" : all.join(" "), code: 0 };
  } catch (error) {
    const { message, code } = failureOf(error);
    return { text: message, code };
  }
}
