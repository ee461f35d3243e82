import type { Terminal } from "@xterm/headless";

/** What the drawing of a program did to the screen since the start or the last `forget`. */
export type Frames = {
  /** Synchronized updates: from ESC[?2026h to ESC[?2026l. */
  readonly count: number;
  /** Rows of the tallest part that a frame climbed over to draw it anew. */
  readonly tallest: number;
  /**
   * How often the cursor was told to climb above the first row. A part that is drawn anew by climbing
   * over it and does not fit the screen does this in every frame; one that fits never does.
   */
  readonly overreached: number;
  /** How often the cursor was put on the first row by its number: what Ink does for a frame too tall to climb. */
  readonly homed: number;
};

export type FrameWatch = { readonly seen: () => Frames; forget(): void };

type Open = { readonly bottom: number; readonly top: number; readonly climbed: boolean };

const none: Frames = { count: 0, tallest: 0, overreached: 0, homed: 0 };
const synchronized = 2026;

/** Watches the cursor of an emulator while it draws. */
export function watchFrames(terminal: Terminal): FrameWatch {
  let frames = none;
  let open: Open | undefined;
  const row = (): number => terminal.buffer.active.baseY + terminal.buffer.active.cursorY;
  const moved = (target: number): void => {
    if (open === undefined) return;
    const climbs = target < open.top;
    open = {
      top: Math.min(open.top, target),
      // What lies below the place it climbed to is written after the climb and is the next frame.
      bottom: open.climbed ? open.bottom : Math.max(open.bottom, row()),
      climbed: open.climbed || climbs,
    };
  };
  const climb = (params: readonly (number | number[])[]): boolean => {
    const rows = Math.max(1, Number(params[0] ?? 1));
    if (rows > terminal.buffer.active.cursorY)
      frames = { ...frames, overreached: frames.overreached + 1 };
    moved(row() - rows);
    return false;
  };
  const place = (params: readonly (number | number[])[]): boolean => {
    if (Number(params[0] ?? 1) <= 1) frames = { ...frames, homed: frames.homed + 1 };
    return false;
  };
  const update = (params: readonly (number | number[])[], begins: boolean): boolean => {
    if (!params.includes(synchronized)) return false;
    if (begins) open = { bottom: row(), top: row(), climbed: false };
    else if (open !== undefined) {
      const rows = open.bottom - open.top + 1;
      frames = { ...frames, count: frames.count + 1, tallest: Math.max(frames.tallest, rows) };
      open = undefined;
    }
    return false;
  };
  terminal.parser.registerCsiHandler({ final: "A" }, climb);
  terminal.parser.registerCsiHandler({ final: "F" }, climb);
  terminal.parser.registerCsiHandler({ final: "H" }, place);
  terminal.parser.registerCsiHandler({ prefix: "?", final: "h" }, (params) => update(params, true));
  terminal.parser.registerCsiHandler({ prefix: "?", final: "l" }, (params) =>
    update(params, false),
  );
  return {
    seen: () => frames,
    forget: () => {
      frames = none;
    },
  };
}

/** How often a program wiped what a person could scroll back to; only /clear may. */
export function scrollbackWipes(bytes: string): number {
  return bytes.split("\u001b[3J").length - 1;
}
