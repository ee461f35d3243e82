// The terminal beside another agent's, in one run and at one server: until typed text is seen, and while a
// long answer streams. What counts is the ratio; the machine is noisy.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { engineSettings } from "../../src/lib/engine.ts";
import { tempFolder } from "../support/temp.ts";
import { openTerminal, type TestTerminal } from "../support/terminal.ts";
import { median } from "./median.ts";
import { piCommand, piEnvironment, piHome } from "./pi.ts";
import { startStreamServer, streamed } from "./stream-server.ts";

type Contender = {
  readonly name: string;
  readonly command: (home: string) => readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly home: Readonly<Record<string, string>>;
};

type Figures = {
  readonly usableMs: number;
  readonly promptMb: number;
  readonly answerCpuS: number;
  readonly answerKib: number;
  readonly afterMb: number;
};

const bundle = join(import.meta.dir, "../../dist/main.js");
const startsPerRound = 4;
const restMs = 1_000;
const answerLimitMs = 60_000;

export async function perfOfTerminal(rounds: number): Promise<void> {
  if (!existsSync(bundle)) throw new Error("Build first: bun run build.");
  using server = startStreamServer();
  const contenders = [localcode(server.url), ...pi(server.url)];
  const runs = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
  // The first start of each warms the caches and does not count.
  for (const contender of contenders) await usableMs(contender);
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) runs.get(contender.name)?.push(await measure(contender));
  }
  show(runs, rounds);
}

function localcode(url: string): Contender {
  const flags = ["--url", url, "-m", "test-model", "--logs"];
  const command = (home: string) => [process.execPath, bundle, ...flags, join(home, "logs")];
  return { name: "localcode", command, env: engineSettings, home: {} };
}

function pi(url: string): readonly Contender[] {
  const words = piCommand();
  if (words.length === 0) return [];
  const flags = ["--no-session", "--provider", "local", "--model", "test-model"];
  const command = () => [...words, ...flags];
  return [{ name: "pi", command, env: piEnvironment, home: piHome(url) }];
}

async function measure(contender: Contender): Promise<Figures> {
  const starts: number[] = [];
  for (let start = 0; start < startsPerRound; start++) starts.push(await usableMs(contender));
  const answer = await measureAnswer(contender);
  return { ...answer, usableMs: median(starts) };
}

async function usableMs(contender: Contender): Promise<number> {
  let spent = Number.NaN;
  await inTerminal(contender, async (_, usable) => {
    spent = usable;
  });
  return spent;
}

async function measureAnswer(contender: Contender): Promise<Omit<Figures, "usableMs">> {
  let figures: Omit<Figures, "usableMs"> | undefined;
  await inTerminal(contender, async (terminal) => {
    await Bun.sleep(restMs);
    const promptMb = terminal.memoryMb();
    const [cpu, bytes] = [terminal.cpuSeconds(), terminal.written()];
    terminal.press("enter");
    await terminal.waitFor(streamed.last, { timeoutMs: answerLimitMs });
    await Bun.sleep(restMs);
    figures = {
      promptMb,
      answerCpuS: terminal.cpuSeconds() - cpu,
      answerKib: (terminal.written() - bytes) / 1_024,
      afterMb: terminal.memoryMb(),
    };
  });
  if (figures === undefined) throw new Error(`${contender.name} was not measured.`);
  return figures;
}

/** Starts it, types at once, and hands it over when what was typed is on the screen. */
async function inTerminal(
  { command, env, home }: Contender,
  use: (terminal: TestTerminal, usableMs: number) => Promise<void>,
): Promise<void> {
  using folder = await tempFolder({ "notes.txt": "Nothing yet.\n" });
  using homeFolder = await tempFolder(home);
  const started = performance.now();
  const cwd = folder.path;
  const size = { cols: 100, rows: 40 };
  await using terminal = openTerminal({
    command: command(homeFolder.path),
    cwd,
    ...size,
    // What the terminal itself echoes before the program reads keys is no sign of the program.
    echo: false,
    env: { HOME: homeFolder.path, ...env },
  });
  terminal.write("hello");
  await terminal.waitFor("hello");
  await use(terminal, performance.now() - started);
}

const wanted: Readonly<Record<keyof Figures, number>> = {
  usableMs: 0.8,
  promptMb: 1,
  answerCpuS: 0.5,
  answerKib: 0.5,
  afterMb: 1,
};

function show(runs: ReadonlyMap<string, readonly Figures[]>, rounds: number): void {
  const { tokens, perSecond } = streamed;
  console.log(
    `Until typed text is seen; memory at the prompt; an answer of ${tokens} tokens at ${perSecond} a second.`,
  );
  console.log(`${rounds} rounds, medians, in brackets the least and the most.\n`);
  const keys = Object.keys(wanted) as readonly (keyof Figures)[];
  console.log(["".padEnd(12), ...keys.map((key) => key.padStart(24))].join(""));
  for (const [name, figures] of runs) {
    const cells = keys.map((key) => spread(figures.map((one) => one[key])).padStart(24));
    console.log([name.padEnd(12), ...cells].join(""));
  }
  const [ours, theirs] = [runs.get("localcode") ?? [], runs.get("pi")];
  if (theirs === undefined) {
    console.log("pi          not measured: set PI_COMMAND to how it is started.");
    return;
  }
  const ratios = keys.map((key) => {
    const ratio = median(ours.map((one, at) => one[key] / (theirs[at]?.[key] ?? Number.NaN)));
    return `${ratio.toFixed(2)}× (wanted ${wanted[key]}) ${ratio <= wanted[key] ? "✓" : "✗"}`;
  });
  console.log(["ratio".padEnd(12), ...ratios.map((cell) => cell.padStart(24))].join(""));
}

function spread(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(2)} (${least.toFixed(1)}–${most.toFixed(1)})`;
}
