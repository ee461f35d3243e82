// A real pseudo-terminal with an emulator at its other end: what a person would see and type.
import { type Emulator, type EmulatorModes, openEmulator } from "./emulator.ts";
import { keyBytes } from "./keys.ts";
import { cpuSeconds, residentMb, tree } from "./process-tree.ts";

export type Opening = {
  readonly command: readonly string[];
  readonly cwd: string;
  /** All there is, besides PATH, TERM and LANG. CI must not be in it: Ink then draws nothing. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default 80. */
  readonly cols?: number;
  /** Default 24. */
  readonly rows?: number;
  /** Lines above the screen that are kept. Default 1,000. */
  readonly kept?: number;
  /** Whether what is typed before the program reads keys shows at once, as terminals do. Default true. */
  readonly echo?: boolean;
  /** A terminal that speaks the kitty keyboard protocol. Default: it does not. */
  readonly kitty?: boolean;
};

/** The settings of the terminal, also as a program left them. */
export type Modes = EmulatorModes & {
  /** Keys come one by one and are not echoed. */
  readonly raw: boolean;
};

export type Seen = string | RegExp | (() => boolean);

type Output = Pick<
  Emulator,
  "screen" | "scrollback" | "cursor" | "title" | "frames" | "forgetFrames"
>;

export type TestTerminal = AsyncDisposable &
  Output & {
    readonly pid: number;
    write(bytes: string): void;
    /** "enter", "escape", "shift+tab", "ctrl+o", "alt+b"; see keys.ts. */
    press(...names: readonly string[]): void;
    /** As a terminal pastes: between its marks where the program asked for them. */
    paste(text: string): void;
    resize(cols: number, rows: number): void;
    /** Everything the program wrote. */
    bytes(): string;
    written(): number;
    modes(): Modes;
    /** Looks at every change of the screen, between frames; the error shows the screen as it was. */
    waitFor(seen: Seen, options?: { readonly timeoutMs?: number }): Promise<void>;
    /** The exit code, or 128 and the signal; everything written has been seen by then. */
    readonly exited: Promise<number>;
    kill(signal: NodeJS.Signals): void;
    /** The process and all below it, itself first. */
    pids(): readonly number[];
    memoryMb(): number;
    cpuSeconds(): number;
  };

const patienceMs = 10_000;
const readAgainMs = 5;
const [canonical, echo] = [2, 8];

export function openTerminal(opening: Opening): TestTerminal {
  const { cols = 80, rows = 24, kept = 1_000, kitty = false } = opening;
  const answer = (bytes: string): void => void world.device.write(bytes);
  const emulator = openEmulator({ cols, rows, kept, kitty, answer });
  const chunks: Uint8Array[] = [];
  const world = { emulator, chunks, ...spawn(opening, { cols, rows }, emulator, chunks) };
  const { child, device } = world;
  if (opening.echo === false) device.localFlags &= ~echo;
  const { screen, scrollback, cursor, title, frames, forgetFrames } = emulator;
  return {
    ...input(world),
    ...{ screen, scrollback, cursor, title, frames, forgetFrames },
    pid: child.pid,
    bytes: () => new TextDecoder().decode(Buffer.concat(chunks)),
    written: () => writtenIn(world),
    modes: () => ({ ...emulator.modes(), raw: (device.localFlags & (canonical | echo)) === 0 }),
    waitFor: async (seen, { timeoutMs = patienceMs } = {}) => await watch(world, seen, timeoutMs),
    exited: ended(world),
    kill: (signal) => child.kill(signal),
    pids: () => tree(child.pid),
    memoryMb: () => residentMb(child.pid),
    cpuSeconds: () => cpuSeconds(child.pid),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
      device.close();
      emulator.dispose();
    },
  };
}

type World = {
  readonly emulator: Emulator;
  readonly chunks: readonly Uint8Array[];
  readonly child: Bun.Subprocess;
  readonly device: Bun.Terminal;
};

function spawn(
  { command, cwd, env = {} }: Opening,
  size: { readonly cols: number; readonly rows: number },
  emulator: Emulator,
  chunks: Uint8Array[],
): Pick<World, "child" | "device"> {
  const child = Bun.spawn([...command], {
    cwd,
    env: { PATH: process.env.PATH ?? "", TERM: "xterm-256color", LANG: "C.UTF-8", ...env },
    // Given as options, not as a Bun.Terminal: only then is it the controlling terminal, with signals.
    terminal: {
      ...size,
      data: (_, bytes) => {
        // The buffer is the runtime's, which fills it again.
        const chunk = bytes.slice();
        chunks.push(chunk);
        emulator.write(chunk);
      },
    },
  });
  if (child.terminal === undefined) throw new Error("Bun made no terminal.");
  return { child, device: child.terminal };
}

function input({ emulator, device }: World) {
  const write = (bytes: string): void => void device.write(bytes);
  return {
    write,
    press: (...names: readonly string[]) => {
      for (const name of names) write(keyBytes(name, emulator.modes().kitty));
    },
    paste: (text: string) => {
      const typed = text.replaceAll("\n", "\r");
      write(emulator.modes().bracketedPaste ? `\u001b[200~${typed}\u001b[201~` : typed);
    },
    resize: (cols: number, rows: number) => {
      emulator.resize(cols, rows);
      device.resize(cols, rows);
    },
  };
}

function writtenIn({ chunks }: World): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0);
}

async function watch({ emulator, child }: World, what: Seen, timeoutMs: number): Promise<void> {
  const isSeen = (): boolean => {
    if (typeof what === "function") return what();
    const screen = emulator.screen();
    return typeof what === "string" ? screen.includes(what) : what.test(screen);
  };
  if (emulator.isWhole() && isSeen()) return;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const watcher = (): void => {
    if (isSeen()) resolve();
  };
  const timer = setTimeout(() => {
    const left = child.exitCode === null ? "" : ` (it exited with ${child.exitCode})`;
    reject(new Error(`Never seen: ${what}${left}. The screen:\n${emulator.screen()}`));
  }, timeoutMs);
  emulator.watchers.add(watcher);
  try {
    await promise;
  } finally {
    clearTimeout(timer);
    emulator.watchers.delete(watcher);
  }
}

/** The last bytes still lie in the device when the process is gone; the next turns of the loop read them. */
async function ended(world: World): Promise<number> {
  const code = await world.child.exited;
  let before = -1;
  while (before !== world.chunks.length) {
    before = world.chunks.length;
    await new Promise((resolve) => setTimeout(resolve, readAgainMs));
  }
  await world.emulator.drawn();
  return code;
}
