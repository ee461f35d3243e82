// `bun run perf [rounds]` measures headless runs, `bun run perf tui [rounds]` the terminal,
// `bun run perf bench [rounds]` the bench.
import { perfOfRuns } from "./headless.ts";

const words = process.argv.slice(2);
const kinds = {
  tui: { usual: 5, measure: async () => (await import("./tui.ts")).perfOfTerminal },
  bench: { usual: 3, measure: async () => (await import("./bench.ts")).perfOfBench },
  headless: { usual: 9, measure: () => Promise.resolve(perfOfRuns) },
};
const named = words[0] === "tui" || words[0] === "bench" ? words[0] : undefined;
const { usual, measure } = kinds[named ?? "headless"];
const rounds = Number((named === undefined ? words[0] : words[1]) ?? usual);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error("Say `bun run perf`, perf tui or perf bench, and a number of rounds after it.");
await (await measure())(rounds);
