// A whole headless run: figures as ratios against a baseline run side by side; machines are noisy, ratios less.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { engineSettings } from "../../src/lib/engine.ts";
import { tempFolder } from "../support/temp.ts";
import { median } from "./median.ts";
import { perTurn } from "./per-turn.ts";
import { piCommand, piEnvironment, piHome } from "./pi.ts";
import { type PerfServer, startPerfServer } from "./server.ts";

type Contender = {
  readonly name: string;
  readonly command: (url: string) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Prepares the HOME of a run. */
  readonly home?: (url: string) => Readonly<Record<string, string>>;
};

type Figures = {
  readonly firstRequestMs: number;
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly solved: boolean;
};

const root = join(import.meta.dir, "../..");
const bundle = join(root, "dist/main.js");
const prompt = "Make it return 2.";

const contenders: readonly Contender[] = [
  {
    name: "bare fetch loop",
    command: (url) => [process.execPath, join(import.meta.dir, "bare.ts"), url],
  },
  {
    name: "localcode",
    command: (url) => [process.execPath, bundle, ...ours(url)],
    env: engineSettings,
  },
  ...pi(),
];

function ours(url: string): readonly string[] {
  return [
    "-p",
    prompt,
    "--url",
    url,
    "-m",
    "test-model",
    "--permission-mode",
    "yolo",
    "--sandbox",
    "none",
  ];
}

/** pi, where PI_COMMAND tells how to start it. */
function pi(): readonly Contender[] {
  const words = piCommand();
  if (words.length === 0) return [];
  const flags = ["-p", "--no-session", "--provider", "local", "--model", "test-model", prompt];
  return [{ name: "pi", command: () => [...words, ...flags], env: piEnvironment, home: piHome }];
}

async function measure(contender: Contender, server: PerfServer): Promise<Figures> {
  using folder = await tempFolder({ "app.py": "def answer():\n    return 1\n" });
  using home = await tempFolder(contender.home?.(server.url) ?? {});
  server.reset();
  const started = performance.now();
  const child = Bun.spawn([...contender.command(server.url)], {
    cwd: folder.path,
    stdio: ["ignore", "ignore", "ignore"],
    env: { PATH: process.env.PATH ?? "", HOME: home.path, ...contender.env },
  });
  await child.exited;
  const wallMs = performance.now() - started;
  const used = child.resourceUsage();
  const text = await Bun.file(join(folder.path, "app.py")).text();
  return {
    firstRequestMs: (server.firstRequestAt() ?? Number.NaN) - started,
    wallMs,
    cpuMs: Number(used?.cpuTime.total ?? 0) / 1_000,
    peakMb: (used?.maxRSS ?? 0) / 1_048_576,
    solved: text.includes("return 2"),
  };
}

export async function perfOfRuns(rounds: number): Promise<void> {
  if (!existsSync(bundle)) throw new Error("Build first: bun run build.");
  const server = startPerfServer();
  const runs = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const contender of contenders) {
      const figures = await measure(contender, server);
      // The first round warms the caches and does not count.
      if (round > 0) runs.get(contender.name)?.push(figures);
    }
  }
  server.stop();
  show(runs, rounds);
  await perTurn();
}

const keys = ["firstRequestMs", "wallMs", "cpuMs", "peakMb"] as const;

function show(runs: ReadonlyMap<string, readonly Figures[]>, rounds: number): void {
  const base = runs.get("bare fetch loop") ?? [];
  console.log(
    `A task of 3 turns, ${rounds} rounds, medians; in brackets the ratio to the bare loop.\n`,
  );
  console.log(["".padEnd(18), ...keys.map((key) => key.padStart(22)), "  solved"].join(""));
  for (const [name, figures] of runs) {
    const cells = keys.map((key) => {
      const value = median(figures.map((one) => one[key]));
      const ratio = median(
        figures.map((one, index) => one[key] / (base[index]?.[key] ?? Number.NaN)),
      );
      return `${value.toFixed(1)} (${ratio.toFixed(2)}×)`.padStart(22);
    });
    const solved = figures.filter((one) => one.solved).length;
    console.log([name.padEnd(18), ...cells, `  ${solved}/${figures.length}`].join(""));
  }
  if (contenders.length === 2)
    console.log("pi            not measured: set PI_COMMAND to how it is started.");
  console.log("");
}
