export type Flag = {
  readonly name: string;
  readonly short?: string;
  /** What it takes, as help shows it; "[…]" may be left out. Nothing: it is a switch. */
  readonly takes?: string;
  readonly kind?: "whole" | "count" | "positive" | "fromZero" | "share";
  readonly choices?: readonly string[];
  readonly repeats?: true;
  readonly help: string;
};

/** The flags of `localcode` itself, in the order in which help lists them. */
export const flagTable: readonly Flag[] = [
  {
    name: "print",
    short: "p",
    takes: "[prompt]",
    help: "headless: the answer on stdout, progress on stderr",
  },
  {
    name: "file",
    short: "f",
    takes: "<file>",
    repeats: true,
    help: "headless; the first is the prompt, the others are attached",
  },
  { name: "agent", short: "a", takes: "<name>", help: "an agent: agents/NAME.json" },
  {
    name: "model",
    short: "m",
    takes: "<spec>",
    help: "RUNTIME/NAME, a path that ends in .gguf, or a model of a live server",
  },
  { name: "url", takes: "<url>", help: "any OpenAI-compatible server, or Ollama" },
  { name: "model-path", takes: "<file>", help: "a GGUF, in a process of its own" },
  { name: "continue", short: "c", help: "go on with the newest session of this folder and agent" },
  {
    name: "resume",
    short: "r",
    takes: "[id]",
    help: "go on with that session; without an ID choose one",
  },
  {
    name: "output-format",
    takes: "<format>",
    choices: ["text", "json", "stream-json"],
    help: "what goes to stdout",
  },
  {
    name: "permission-mode",
    takes: "<mode>",
    choices: ["ask", "auto-edit", "plan", "yolo"],
    help: "what runs without a question",
  },
  {
    name: "sandbox",
    takes: "<kind>",
    choices: ["auto", "bwrap", "docker", "podman", "none"],
    help: "where commands run",
  },
  {
    name: "phase",
    takes: "<mode>",
    choices: ["off", "rules", "llm", "hybrid"],
    help: "what moves the agent through context, plan and implement",
  },
  {
    name: "flow",
    takes: "<name>",
    help: "stages to go through: flat, branched, staged, staged3, or a file of .localcode/flows/",
  },
  { name: "max-turns", takes: "<n>", kind: "count", help: "replies asked of the model" },
  { name: "timeout", takes: "<seconds>", kind: "positive", help: "wall clock of the run" },
  {
    name: "max-tokens-total",
    takes: "<n>",
    kind: "count",
    help: "input and output tokens of the run",
  },
  {
    name: "temperature",
    takes: "<n>",
    kind: "fromZero",
    help: "sampling; what is not set is not sent",
  },
  { name: "top-p", takes: "<n>", kind: "share", help: "sampling" },
  { name: "top-k", takes: "<n>", kind: "whole", help: "sampling" },
  { name: "min-p", takes: "<n>", kind: "share", help: "sampling" },
  { name: "max-tokens", takes: "<n>", kind: "count", help: "output tokens of one reply" },
  { name: "seed", takes: "<n>", kind: "whole", help: "seed of the sampling" },
  { name: "n-ctx", takes: "<n>", kind: "count", help: "context window to ask for" },
  { name: "threads", takes: "<n>", kind: "count", help: "threads of a model in process" },
  { name: "deterministic", help: "seed 42, temperature 0, one thread in process, no prompt cache" },
  {
    name: "set",
    takes: "<key=value>",
    repeats: true,
    help: "any field of the agent's JSON, dots for depth",
  },
  { name: "cwd", takes: "<dir>", help: "work in this folder" },
  { name: "logs", takes: "<dir>", help: "keep the session there" },
  { name: "offline", help: "ask no model that is not on this machine or its network" },
  { name: "alt-screen", help: "a view as tall as the terminal, with its own scrolling" },
  { name: "screen-reader", help: "plain lines, no spinners" },
  { name: "no-color", help: "no colours" },
  { name: "version", short: "V", help: "print the version" },
  { name: "help", short: "h", help: "print this help" },
];
