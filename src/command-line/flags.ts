import { Command, InvalidArgumentError, Option } from "commander";
import { mergeFields } from "../app/agents.ts";
import { fieldFromFlag } from "../app/config.ts";
import type { SettingsFile } from "../app/settings.ts";
import type { OutputFormat } from "../headless/print.ts";

/** The flags of the main command, as commander names them. */
export type Flags = {
  readonly print?: string | true;
  readonly file?: readonly string[];
  readonly agent?: string;
  readonly model?: string;
  readonly url?: string;
  readonly modelPath?: string;
  readonly continue?: true;
  readonly resume?: string | true;
  readonly outputFormat: OutputFormat;
  readonly permissionMode?: NonNullable<SettingsFile["permission_mode"]>;
  readonly sandbox?: NonNullable<SettingsFile["sandbox"]>;
  readonly maxTurns?: number;
  readonly timeout?: number;
  readonly maxTokensTotal?: number;
  readonly temperature?: number;
  readonly topP?: number;
  readonly topK?: number;
  readonly minP?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly nCtx?: number;
  readonly threads?: number;
  readonly deterministic?: true;
  readonly set?: readonly string[];
  readonly cwd?: string;
  readonly logs?: string;
  readonly color: boolean;
};

const collect = (value: string, previous: readonly string[] = []) => [...previous, value];

export function mainCommand(version: string): Command {
  return new Command("localcode")
    .description("A terminal coding agent for models that run on your own machine.")
    .version(version, "-V, --version")
    .argument("[prompt...]", "what to do")
    .option("-p, --print [prompt]", "headless: the answer on stdout, progress on stderr")
    .option(
      "-f, --file <file>",
      "headless; repeatable: the first is the prompt, the others are attached",
      collect,
    )
    .option("-a, --agent <name>", "an agent: agents/NAME.json")
    .option(
      "-m, --model <spec>",
      "RUNTIME/NAME, a path that ends in .gguf, or the name of a model on a live server",
    )
    .option("--url <url>", "any OpenAI-compatible server")
    .option("--model-path <file>", "a GGUF in this process")
    .option("-c, --continue", "go on with the newest session of this folder and agent")
    .option("-r, --resume [id]", "go on with that session")
    .addOption(
      choice("--output-format <format>", "text, json or stream-json", [
        "text",
        "json",
        "stream-json",
      ]).default("text"),
    )
    .addOption(
      choice("--permission-mode <mode>", "what needs no question", [
        "ask",
        "auto-edit",
        "plan",
        "yolo",
      ]),
    )
    .addOption(
      choice("--sandbox <kind>", "where commands run", [
        "auto",
        "bwrap",
        "docker",
        "podman",
        "none",
      ]),
    )
    .option("--max-turns <n>", "replies asked of the model", wholeNumber)
    .option("--timeout <seconds>", "wall clock of the run", positive)
    .option("--max-tokens-total <n>", "input and output tokens of the run", wholeNumber)
    .option("--temperature <n>", "sampling; not sent where not set", anyNumber)
    .option("--top-p <n>", "sampling", anyNumber)
    .option("--top-k <n>", "sampling", wholeNumber)
    .option("--min-p <n>", "sampling", anyNumber)
    .option("--max-tokens <n>", "output tokens of one reply", wholeNumber)
    .option("--seed <n>", "seed of the sampling", anyNumber)
    .option("--n-ctx <n>", "context window to ask for", wholeNumber)
    .option("--threads <n>", "threads of the in-process model", wholeNumber)
    .option("--deterministic", "seed 42, temperature 0, one thread in process, no prompt cache")
    .option("--set <key=value>", "any field of the agent's JSON, dots for depth", collect)
    .option("--cwd <dir>", "work in this folder")
    .option("--logs <dir>", "keep the session there")
    .option("--no-color", "no colours")
    .addHelpText("after", helpAfter);
}

const helpAfter = `
Commands: run \`localcode COMMAND --help\`; they are listed by \`localcode help\`.

Examples:
  localcode -m ollama/qwen3:8b -p "fix the failing test"
  git diff | localcode -p "review this"
  localcode --url http://127.0.0.1:8080 -f prompt.md --output-format json`;

/** What the flags set, as fields; the highest layer of the configuration. */
export function fieldsFromFlags(flags: Flags): SettingsFile {
  const limits = defined({
    timeout_seconds: flags.timeout,
    max_total_tokens: flags.maxTokensTotal,
  });
  const fields: SettingsFile = defined({
    agent: flags.agent,
    model: flags.model,
    url: flags.url,
    model_path: flags.modelPath,
    permission_mode: flags.permissionMode,
    sandbox: flags.sandbox,
    max_turns: flags.maxTurns,
    temperature: flags.temperature,
    top_p: flags.topP,
    top_k: flags.topK,
    min_p: flags.minP,
    max_tokens: flags.maxTokens,
    seed: flags.seed,
    n_ctx: flags.nCtx,
    n_threads: flags.threads,
    logs: flags.logs,
    limits: Object.keys(limits).length === 0 ? undefined : limits,
  });
  const fixed: SettingsFile = flags.deterministic
    ? { seed: 42, temperature: 0, n_threads: 1, cache: false }
    : {};
  return [fixed, fields, ...(flags.set ?? []).map(fieldFromFlag)].reduce(mergeFields);
}

type Defined<Fields> = { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };

function defined<Fields extends object>(fields: Fields): Defined<Fields> {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as Defined<Fields>;
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices([...choices]);
}

function anyNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value))
    throw new InvalidArgumentError("It takes a number.");
  return value;
}

function wholeNumber(text: string): number {
  const value = anyNumber(text);
  if (!Number.isInteger(value) || value < 0)
    throw new InvalidArgumentError("It takes a whole number.");
  return value;
}

function positive(text: string): number {
  const value = anyNumber(text);
  if (value <= 0) throw new InvalidArgumentError("It takes a number above 0.");
  return value;
}
