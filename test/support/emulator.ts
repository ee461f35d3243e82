// A terminal emulator without a window: what the bytes of a program look like.
import { UnicodeGraphemesAddon } from "@xterm/addon-unicode-graphemes";
import { Terminal } from "@xterm/headless";
import { type Frames, watchFrames } from "./frames.ts";

export type EmulatorOptions = {
  readonly cols: number;
  readonly rows: number;
  /** Lines above the screen that are kept. */
  readonly kept: number;
  /** Whether it speaks the kitty keyboard protocol. */
  readonly kitty: boolean;
  /** Takes what the terminal answers when a program asks it something. */
  readonly answer: (bytes: string) => void;
};

/** What programs switch on in a terminal. */
export type EmulatorModes = {
  readonly cursorShown: boolean;
  readonly bracketedPaste: boolean;
  readonly alternateScreen: boolean;
  /** The kitty keyboard protocol is switched on. */
  readonly kitty: boolean;
};

export type Emulator = {
  write(bytes: Uint8Array): void;
  /** Resolves when everything written has been drawn. */
  drawn(): Promise<void>;
  resize(cols: number, rows: number): void;
  /** The visible rows without blanks at their ends and without empty rows below. */
  screen(): string;
  /** What has left the screen at its top. */
  scrollback(): string;
  /** Of the visible rows, from 0. */
  cursor(): { readonly row: number; readonly column: number };
  title(): string;
  modes(): EmulatorModes;
  frames(): Frames;
  forgetFrames(): void;
  /** False in the midst of a synchronized update: half a frame is nothing that anybody sees. */
  isWhole(): boolean;
  /** Called after every change that leaves a whole screen. */
  readonly watchers: Set<() => void>;
  dispose(): void;
};

type Told = { title: string; cursorHidden: boolean; kitty: number };

const cursorMode = 25;

export function openEmulator({ cols, rows, kept, kitty, answer }: EmulatorOptions): Emulator {
  const terminal = new Terminal({ cols, rows, scrollback: kept, allowProposedApi: true });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.unicode.activeVersion = "15-graphemes";
  const told: Told = { title: "", cursorHidden: false, kitty: 0 };
  const frames = watchFrames(terminal);
  terminal.onData(answer);
  terminal.onTitleChange((title) => {
    told.title = title;
  });
  hearCursor(terminal, told);
  if (kitty) speakKitty(terminal, told, answer);
  const watchers = new Set<() => void>();
  const isWhole = () => !terminal.modes.synchronizedOutputMode;
  const look = (): void => {
    if (isWhole()) for (const watcher of watchers) watcher();
  };
  const buffer = () => terminal.buffer.active;
  return {
    write: (bytes) => terminal.write(bytes, look),
    drawn: async () => await new Promise((resolve) => terminal.write("", resolve)),
    resize: (newCols, newRows) => terminal.resize(newCols, newRows),
    screen: () => rowsOf(terminal, buffer().baseY, buffer().baseY + terminal.rows),
    scrollback: () => rowsOf(terminal, 0, buffer().baseY),
    cursor: () => ({ row: buffer().cursorY, column: buffer().cursorX }),
    title: () => told.title,
    modes: () => ({
      cursorShown: !told.cursorHidden,
      bracketedPaste: terminal.modes.bracketedPasteMode,
      alternateScreen: buffer().type === "alternate",
      kitty: told.kitty > 0,
    }),
    frames: frames.seen,
    forgetFrames: frames.forget,
    isWhole,
    watchers,
    dispose: () => terminal.dispose(),
  };
}

function rowsOf(terminal: Terminal, from: number, to: number): string {
  const rows: string[] = [];
  for (let row = from; row < to; row++)
    rows.push(terminal.buffer.active.getLine(row)?.translateToString(true) ?? "");
  return rows.join("\n").trimEnd();
}

function hearCursor(terminal: Terminal, told: Told): void {
  const hear = (final: string, hidden: boolean): void => {
    terminal.parser.registerCsiHandler({ prefix: "?", final }, (params) => {
      if (params.includes(cursorMode)) told.cursorHidden = hidden;
      return false;
    });
  };
  hear("h", false);
  hear("l", true);
}

/** The emulator answers what other terminals are asked; the kitty keyboard it does not know. */
function speakKitty(terminal: Terminal, told: Told, answer: (bytes: string) => void): void {
  const on = (prefix: string, heard: () => void): void => {
    terminal.parser.registerCsiHandler({ prefix, final: "u" }, () => {
      heard();
      return true;
    });
  };
  on("?", () => answer(`\u001b[?${told.kitty > 0 ? 1 : 0}u`));
  on(">", () => {
    told.kitty += 1;
  });
  on("<", () => {
    told.kitty = Math.max(0, told.kitty - 1);
  });
}
