// `bun run perf [rounds]` measures headless runs, `bun run perf tui [rounds]` the terminal.
import { perfOfRuns } from "./headless.ts";
import { perfOfTerminal } from "./tui.ts";

const words = process.argv.slice(2);
const isTerminal = words[0] === "tui";
const rounds = Number((isTerminal ? words[1] : words[0]) ?? (isTerminal ? 5 : 9));
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error("Say `bun run perf`, `bun run perf tui`, and a number of rounds after it.");
await (isTerminal ? perfOfTerminal(rounds) : perfOfRuns(rounds));
