import { join } from "node:path";

const program = join(import.meta.dir, "../../src/main.ts");

export type Finished = { readonly code: number; readonly out: string; readonly err: string };

export type Starting = {
  readonly cwd: string;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with the process, to send it signals. */
  readonly started?: (child: { kill(signal: NodeJS.Signals): void }) => void;
};

/** Runs localcode as its users do: a process of its own, with an empty HOME in its folder. */
export async function localcode(args: readonly string[], starting: Starting): Promise<Finished> {
  const { cwd, stdin, env = {}, started } = starting;
  const home = join(cwd, ".home");
  const child = Bun.spawn([process.execPath, program, ...args], {
    cwd,
    stdin: stdin === undefined ? "ignore" : new TextEncoder().encode(stdin),
    stdout: "pipe",
    stderr: "pipe",
    env: { PATH: process.env.PATH ?? "", HOME: home, XDG_STATE_HOME: join(home, "state"), ...env },
  });
  started?.(child);
  const [out, err] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { code: await child.exited, out, err };
}
