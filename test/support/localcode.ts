import { join } from "node:path";
import { engineSettings } from "../../src/lib/engine.ts";
import { program } from "./program.ts";

export type Finished = { readonly code: number; readonly out: string; readonly err: string };

export type Starting = {
  readonly cwd: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process, to send it signals. */
  readonly started?: (child: { kill(signal: NodeJS.Signals): void }) => void;
};

/** Runs localcode as the launcher does: a process of its own, with an empty HOME in its folder. */
export async function localcode(args: readonly string[], starting: Starting): Promise<Finished> {
  const { cwd, stdin, env = {}, started } = starting;
  const home = join(cwd, ".home");
  const child = Bun.spawn([...program, ...args], {
    cwd,
    stdin: stdin === undefined ? "ignore" : new TextEncoder().encode(stdin),
    stdout: "pipe",
    stderr: "pipe",
    env: {
      ...{ PATH: process.env.PATH ?? "", HOME: home, XDG_STATE_HOME: join(home, "state") },
      ...engineSettings,
      ...env,
    },
  });
  started?.(child);
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, out, err };
}
