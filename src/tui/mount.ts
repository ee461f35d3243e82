import { type Instance, type Key, render } from "ink";
import { createElement } from "react";
import type { Frames } from "./frames.ts";
import { Screen } from "./screen.tsx";
import type { Terminal } from "./terminal.ts";

/** The picture on the terminal, and the ways to hand the terminal over and back. */
export type Mounted = {
  /** Writes the end of the transcript anew on an empty screen. */
  redraw(): void;
  wipe(): void;
  suspend(run: () => Promise<void>): Promise<void>;
  /** Leaves the terminal as it was found. */
  close(): Promise<void>;
};

export type MountOptions = {
  readonly frames: Pick<Frames, "get" | "subscribe" | "redraw">;
  readonly terminal: Terminal;
  readonly alternate: boolean;
  readonly onKey: (input: string, key: Key) => void;
  readonly onPaste: (text: string) => void;
};

/** A resize comes as many; the last one counts. */
const resizeMs = 100;

export function mount({ frames, terminal, alternate, onKey, onPaste }: MountOptions): Mounted {
  let suspend: Mounted["suspend"] = async (run) => await run();
  const onSuspender = (suspender: Mounted["suspend"]): void => {
    suspend = suspender;
  };
  const instance = render(createElement(Screen, { frames, onKey, onPaste, onSuspender }), {
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    alternateScreen: alternate,
    kittyKeyboard: { mode: "auto" },
    // The continuous integration of somebody is no reason to draw nothing on a terminal.
    interactive: true,
  });
  terminal.watchFocus(true);
  const redraw = (): void => {
    if (!alternate) {
      instance.clear();
      terminal.wipe("screen");
    }
    frames.redraw();
  };
  const stopResize = onResize(redraw);
  return {
    redraw,
    wipe() {
      instance.clear();
      terminal.wipe("everything");
      frames.redraw();
    },
    suspend: async (run) => await suspend(run),
    async close() {
      stopResize();
      terminal.watchFocus(false);
      await left(instance);
      terminal.restore();
    },
  };
}

function onResize(redraw: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(redraw, resizeMs);
  };
  process.stdout.on("resize", later);
  return () => {
    clearTimeout(timer);
    process.stdout.off("resize", later);
  };
}

async function left(instance: Instance): Promise<void> {
  instance.unmount();
  await instance.waitUntilExit();
}
