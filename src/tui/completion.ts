import type { Board } from "./board.ts";
import type { Command, Desk } from "./command.ts";
import { cleanText } from "./editor/clean.ts";
import type { KeyAction } from "./keys.ts";
import { argumentMenu, commandMenu, type Menu, moveInMenu } from "./menu.ts";

/** The menu at the cursor: opened by what is typed, and first to be asked what a key means. */
export type Completion = {
  /** True where the key was meant for the menu. */
  take(action: KeyAction): boolean;
  /** False where none was open. */
  close(): boolean;
  /** Looks at what stands at the cursor, where that has changed or there is more to choose from. */
  refresh(why?: "again"): void;
};

/** Files for an @; undefined where the cursor is at none. */
export type FileMenu = (text: string, cursor: number) => Menu | undefined;

export function openCompletion(board: Board, desk: () => Desk, fileMenu: FileMenu): Completion {
  // The text for which the person closed the menu: it stays closed until that changes.
  let closedFor: string | undefined;
  let asked = "";
  const set = (menu: Menu | undefined): void => {
    if (menu !== board.get().menu) board.update((state) => ({ ...state, menu }));
  };
  const take = (menu: Menu): void => {
    const row = menu.rows[menu.selected];
    if (row === undefined) return;
    board.edit({ type: "replace", from: menu.start, to: menu.end, text: cleanText(row.text) });
    row.onTake?.();
    set(undefined);
  };
  const askArguments = async (command: Command, text: string): Promise<void> => {
    const words = (await command.complete?.(desk())) ?? [];
    const { editor } = board.get();
    if (editor.text === text && closedFor !== text) {
      set(argumentMenu(editor.text, editor.cursor, words));
    }
  };
  const find = (): void => {
    const { text, cursor } = board.get().editor;
    if (closedFor === text) {
      set(undefined);
      return;
    }
    closedFor = undefined;
    const menu = commandMenu(text, cursor, desk().commands()) ?? fileMenu(text, cursor);
    set(menu);
    const name = /^\/([^\s/]+) /.exec(text)?.[1];
    const command = desk()
      .commands()
      .find((one) => one.name === name);
    if (menu === undefined && command?.complete !== undefined) void askArguments(command, text);
  };
  return {
    take(action) {
      const { menu } = board.get();
      if (menu === undefined) return false;
      const by = moveOf(action);
      if (by !== undefined) {
        set(moveInMenu(menu, by));
        return true;
      }
      if (action.type === "complete") {
        take(menu);
        return true;
      }
      if (action.type !== "submit" || isWhole(menu, board.get().editor.text)) return false;
      take(menu);
      // A command without an argument is done at once, as if it had been typed whole.
      return !(menu.takesEnter && !board.get().editor.text.endsWith(" "));
    },
    close() {
      const { menu, editor } = board.get();
      if (menu === undefined) return false;
      closedFor = editor.text;
      set(undefined);
      return true;
    },
    refresh(why) {
      const { text, cursor } = board.get().editor;
      const now = `${cursor} ${text}`;
      if (now === asked && why !== "again") return;
      asked = now;
      find();
    },
  };
}

function moveOf(action: KeyAction): number | undefined {
  if (action.type !== "edit") return undefined;
  if (action.action.type === "up") return -1;
  return action.action.type === "down" ? 1 : undefined;
}

/** What is typed is what the row says: Enter then means what it always means. */
function isWhole(menu: Menu, text: string): boolean {
  return menu.rows[menu.selected]?.text.trimEnd() === text.slice(menu.start, menu.end);
}
