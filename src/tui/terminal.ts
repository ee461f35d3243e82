import { writeSync } from "node:fs";
import type { WriteStream } from "node:tty";

/** What is said to the terminal beside the picture: title, bell, notifications, reports of focus. */
export type Terminal = {
  /** Asks where the person looks. Its answers are keys: the keyboard must be read by then, and still be when it ends. */
  watchFocus(isWatched: boolean): void;
  title(text: string): void;
  /** Told only where the person looks elsewhere, or where the terminal does not say. */
  notify(text: string): void;
  focused(isFocused: boolean): void;
  /** Empties the screen; the scrollback too where everything is to be gone. */
  wipe(what: "screen" | "everything"): void;
  restore(): void;
};

const esc = "\u001B";
const bell = "\u0007";
const askForFocus = `${esc}[?1004h`;
const stopFocus = `${esc}[?1004l`;
const pushTitle = `${esc}[22;0t`;
const popTitle = `${esc}[23;0t`;
/**
 * What Ink switches off as it leaves, for a process that ends by a bug of ours: synchronized output, pasting
 * between marks, the keyboard protocol of kitty, a screen of its own, a hidden cursor.
 */
const inkModesOff = `${esc}[?2026l${esc}[?2004l${esc}[<u${esc}[?1049l${esc}[?25h`;
/** Not all at once from the first row, because tmux would put what is erased into its scrollback. */
const eraseScreen = `${esc}[2;1H${esc}[J${esc}[H${esc}[K`;
const eraseScrollback = `${esc}[3J`;

export function openTerminal(out: WriteStream, notifies: boolean): Terminal {
  let isFocused: boolean | undefined;
  let isOpen = true;
  // Nothing that is written later than this gets out, so it is written at once.
  const onExit = (): void =>
    void writeSync(process.stdout.fd, `${inkModesOff}${stopFocus}${popTitle}`);
  process.once("exit", onExit);
  out.write(pushTitle);
  return {
    watchFocus: (isWatched) => out.write(isWatched ? askForFocus : stopFocus),
    title: (text) => out.write(`${esc}]0;${plain(text)}${bell}`),
    notify(text) {
      if (!notifies || isFocused === true) return;
      out.write(`${esc}]9;${plain(text)}${bell}${bell}`);
    },
    focused: (now) => {
      isFocused = now;
    },
    wipe: (what) => out.write(what === "screen" ? eraseScreen : `${eraseScreen}${eraseScrollback}`),
    restore() {
      if (!isOpen) return;
      isOpen = false;
      process.off("exit", onExit);
      out.write(popTitle);
    },
  };
}

/** Nothing of a text may end the sequence it stands in. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").slice(0, 200);
}
