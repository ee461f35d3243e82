import { listAgents, loadAgent } from "../app/agents.ts";
import { failureOf } from "../app/failure.ts";
import { foldersFor } from "../app/folders.ts";
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
      .action(({ json }: { json?: boolean }) => {
        const rows = [...listAgents(folders())].map(([key]) => {
          const { fields } = loadAgent(key, folders());
          return {
            agent: key,
            tools: fields.tools?.length ?? 0,
            description: fields.description ?? "",
          };
        });
        printTable(context, rows, json);
      });
    command
      .command("show <name>")
      .description("one agent with what it inherits")
      .option("--prompt", "its system prompt instead")
      .option("--json", "as JSON")
      .action((name: string, { prompt }: { prompt?: boolean }) => {
        const agent = loadAgent(name, folders());
        const text = prompt
          ? promptText(folders(), agent.fields.prompt ?? "default.md")
          : JSON.stringify(agent.fields, null, 2);
        context.out(`${text}\n`);
      });
    command
      .command("validate [name]")
      .description("checks one agent or all")
      .action((name: string | undefined) => {
        const names = name === undefined ? [...listAgents(folders()).keys()] : [name];
        for (const key of names) {
          const problem = problemOf(() => loadAgent(key, folders()).warnings);
          context.out(`${key}: ${problem.text}\n`);
          if (problem.code !== 0) exit(problem.code);
        }
      });
  },
};

function problemOf(load: () => readonly string[]): { text: string; code: number } {
  try {
    const warnings = load();
    return { text: warnings.length === 0 ? "ok" : warnings.join(" "), code: 0 };
  } catch (error) {
    const { message, code } = failureOf(error);
    return { text: message, code };
  }
}
