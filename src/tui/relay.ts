import type { Env } from "../app/folders.ts";

export type RelayOptions = {
  readonly cwd: string;
  readonly env: Env;
  /** What it writes; the terminal's own where absent. */
  readonly write?: (bytes: Uint8Array) => void;
};

const lastBytesMs = 10;

/**
 * Runs a program on the person's terminal and returns its exit code. Bun goes on reading the keyboard after
 * it was told to stop, so that two processes would share out the keys: the program gets a terminal of its
 * own instead, and all that is typed and written is passed on.
 */
export async function runOnTerminal(
  command: readonly string[],
  { cwd, env, write = toTerminal }: RelayOptions,
): Promise<number> {
  const { stdin, stdout } = process;
  let writtenMs = 0;
  const child = Bun.spawn([...command], {
    cwd,
    env: { ...env },
    terminal: {
      ...size(),
      data: (_, bytes) => {
        writtenMs = performance.now();
        write(bytes);
      },
    },
  });
  const pass = (): void => {
    for (let keys = stdin.read(); keys !== null; keys = stdin.read()) child.terminal?.write(keys);
  };
  const resize = (): void => {
    const { cols, rows } = size();
    child.terminal?.resize(cols, rows);
  };
  stdin.ref();
  stdin.setRawMode(true);
  stdin.on("readable", pass);
  stdout.on("resize", resize);
  try {
    const code = await child.exited;
    // Its last bytes, which give the screen back, still lie in the device when it is gone.
    do await Bun.sleep(lastBytesMs);
    while (performance.now() - writtenMs < lastBytesMs);
    return code;
  } finally {
    stdout.off("resize", resize);
    stdin.off("readable", pass);
    stdin.setRawMode(false);
    child.terminal?.close();
  }
}

function size(): { readonly cols: number; readonly rows: number } {
  return { cols: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
}

function toTerminal(bytes: Uint8Array): void {
  // The runtime fills its buffer again before this one may be written.
  process.stdout.write(bytes.slice());
}
