import type { WriteStream } from "node:tty";

/** What is said to the terminal beside the picture: title, bell, notifications, reports of focus. */
export type Terminal = {
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
const homeAndErase = `${esc}[H${esc}[J`;
const eraseScrollback = `${esc}[3J`;

export function openTerminal(out: WriteStream, notifies: boolean): Terminal {
  let isFocused: boolean | undefined;
  let isOpen = true;
  out.write(`${askForFocus}${pushTitle}`);
  return {
    title: (text) => out.write(`${esc}]0;${plain(text)}${bell}`),
    notify(text) {
      if (!notifies || isFocused === true) return;
      out.write(`${esc}]9;${plain(text)}${bell}${bell}`);
    },
    focused: (now) => {
      isFocused = now;
    },
    wipe: (what) =>
      out.write(what === "screen" ? homeAndErase : `${homeAndErase}${eraseScrollback}`),
    restore() {
      if (!isOpen) return;
      isOpen = false;
      out.write(`${stopFocus}${popTitle}`);
    },
  };
}

/** Nothing of a text may end the sequence it stands in. */
function plain(text: string): string {
  return text.replace(/\p{Cc}/gu, " ").slice(0, 200);
}
