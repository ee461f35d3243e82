// What stands between a bare test command and the same command as it is judged, one part at a time.
import { limited } from "../../src/bench/process-limits.ts";
import { runCommand } from "../../src/lib/process.ts";
import { openSandbox } from "../../src/sandbox/index.ts";
import { tempFolder } from "../support/temp.ts";
import { median } from "./median.ts";

const rounds = 40;
const nothing = ["true"] as const;

/** Each part runs a program that does nothing, so that only the part's own time is left. */
export async function perfOfParts(): Promise<void> {
  using folder = await tempFolder();
  const root = folder.path;
  const exec = {
    cwd: root,
    timeoutMs: 60_000,
    maxChars: 1_000,
    signal: new AbortController().signal,
  };
  const options = { root, network: false, writable: [], guarded: [], throwaway: true };
  await using opened = await openSandbox("bwrap", options);
  const parts: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["a program", () => Bun.spawn([...nothing]).exited],
    ["its limits", () => Bun.spawn([...limited(nothing, "absent")]).exited],
    ["its whole tree ended", () => runCommand(limited(nothing, "absent"), exec)],
    ["bubblewrap", () => opened.exec(limited(nothing, "absent"), exec)],
    ["a sandbox of its own", () => inOwnSandbox(options, exec)],
  ];
  const times = await timesOf(parts.map(([, act]) => act));
  console.log(
    `A program that does nothing, ${rounds} rounds, medians, each with what is above it:`,
  );
  for (const [at, [name]] of parts.entries())
    console.log(`  ${name.padEnd(22)}${median(times[at] ?? []).toFixed(1)} ms`);
  console.log("");
}

async function inOwnSandbox(
  options: Parameters<typeof openSandbox>[1],
  exec: Parameters<typeof runCommand>[1],
): Promise<void> {
  await using own = await openSandbox("bwrap", options);
  await own.exec(limited(nothing, "absent"), exec);
}

/** In turn, so that whatever else the machine does falls on all of them. */
async function timesOf(acts: readonly (() => Promise<unknown>)[]): Promise<readonly number[][]> {
  const times = acts.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [at, act] of acts.entries()) {
      const started = performance.now();
      await act();
      times[at]?.push(performance.now() - started);
    }
  return times;
}
