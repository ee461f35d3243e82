import type { Key } from "ink";
import type { Config } from "../../app/config.ts";
import { openColours } from "../colours.ts";
import type { Size } from "../frame.ts";
import { inkReady } from "../ink-ready.ts";
import { openLeaving } from "../leaving.ts";
import { mount } from "../mount.ts";
import { openTerminal } from "../terminal.ts";
import { typed, viewerAction, viewerStrokes } from "./keys.ts";
import type { Pane, TrajectorySource } from "./trajectory.ts";
import { openViewing } from "./viewing.ts";

export type ViewerOptions = {
  readonly source: TrajectorySource;
  /** The id of the one that is looked at first; undefined for the list. */
  readonly id: string | undefined;
  readonly pane: Pane;
  readonly title: string;
};

/** What grows is read again so often. */
const lookAgainMs = 1_000;

/** Shows trajectories on a screen of their own; returns the exit code when the person has left. */
export async function openViewer(config: Config, options: ViewerOptions): Promise<number> {
  // Before the first frame: what is typed until Ink reads keys would be written across it.
  process.stdin.setRawMode(true);
  await inkReady;
  const leaving = openLeaving();
  const terminal = openTerminal(process.stdout, false);
  const colours = await openColours(config);
  const viewing = openViewing({ ...options, size, paint: colours.paint() }, leaving.leave);
  const picture = mount({
    frames: viewing,
    terminal,
    alternate: true,
    onKey: (input: string, key: Key) => {
      for (const stroke of viewerStrokes(input, key)) {
        viewing.act(viewerAction(stroke, viewing.isTyping()));
      }
    },
    onPaste: (text) => {
      if (viewing.isTyping()) viewing.act(typed(text));
    },
  });
  terminal.title(options.title);
  const timer = setInterval(viewing.lookAgain, lookAgainMs);
  const code = await leaving.asked;
  clearInterval(timer);
  await picture.close();
  leaving.close();
  return code;
}

function size(): Size {
  return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
}
