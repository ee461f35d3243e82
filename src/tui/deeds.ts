import type { Board } from "./board.ts";
import type { Desk } from "./command.ts";
import type { Frames } from "./frames.ts";
import type { KeyDeeds } from "./input.ts";
import type { ScrollTo } from "./keys.ts";
import { modeAfter, modeMeaning } from "./modes.ts";
import type { Sender } from "./sender.ts";
import type { Turns } from "./turns.ts";

export type DeedParts = {
  readonly board: Board;
  readonly desk: Desk;
  readonly sender: Sender;
  readonly turns: Turns;
  readonly frames: Frames;
  /** Takes what is typed out of the editor and into the history; "" where there is nothing. */
  readonly takeTyped: () => string;
  readonly redraw: () => void;
  readonly focused: (isFocused: boolean) => void;
};

/** What the keys do, made of the parts that do it. */
export function deedsOf(parts: DeedParts): KeyDeeds {
  const { board, desk, sender, turns, frames } = parts;
  return {
    submit(after) {
      const text = parts.takeTyped();
      const { offer } = board.get();
      if (text !== "") sender.submit(text, after);
      else if (offer !== undefined) sender.submit(offer.command, "run");
    },
    interrupt: turns.interrupt,
    takeBackQueue: () => putBack(board, sender.takeBackAll()),
    takeBackLast() {
      const text = sender.takeBack();
      return putBack(board, text === undefined ? [] : [text]);
    },
    rewind: () => sender.submit("/rewind", "run"),
    nextMode() {
      const mode = modeAfter(board.get().mode);
      desk.setPermissionMode(mode);
      board.hint(modeMeaning(mode));
    },
    externalEditor: () => void desk.editOutside(),
    redraw: parts.redraw,
    focused: parts.focused,
    scroll: (by) =>
      board.update((state) => ({
        ...state,
        scrolled: scrolled(by, frames),
        scrolledAt: state.view.dropped + state.view.items.length,
      })),
    leave: desk.quit,
  };
}

/** What waited comes back in front of what is being written. */
function putBack(board: Board, texts: readonly string[]): boolean {
  if (texts.length === 0) return false;
  const typed = board.get().editor.text;
  board.edit({ type: "set", text: [...texts, ...(typed === "" ? [] : [typed])].join("\n") });
  return true;
}

function scrolled(by: ScrollTo, frames: Frames): number {
  const { page, lines, below } = frames.scrollable();
  const most = Math.max(0, lines - page);
  switch (by) {
    case "page-up":
      return Math.min(most, below + page);
    case "page-down":
      return Math.max(0, Math.min(most, below) - page);
    case "top":
      return most;
    case "bottom":
      return 0;
  }
}
