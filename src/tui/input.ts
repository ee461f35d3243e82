import type { Key } from "ink";
import type { Asking } from "./asking.ts";
import type { Board } from "./board.ts";
import type { Completion } from "./completion.ts";
import { type EditAction, lineContinued } from "./editor.ts";
import { actionOf, type KeyAction, type KeyPress, type ScrollTo } from "./keys.ts";
import type { OverlayAction } from "./overlay.ts";
import { strokesOf } from "./typed.ts";

/** What keys do besides editing. */
export type KeyDeeds = {
  submit(after: "call" | "run"): void;
  interrupt(): boolean;
  /** Prompts that wait come back into the editor; false where none does. */
  takeBackQueue(): boolean;
  takeBackLast(): boolean;
  rewind(): void;
  nextMode(): void;
  externalEditor(): void;
  redraw(): void;
  scroll(by: ScrollTo): void;
  focused(isFocused: boolean): void;
  leave(): void;
};

export type InputParts = {
  readonly board: Board;
  readonly asking: Asking;
  readonly completion: Completion;
  readonly deeds: KeyDeeds;
};

/** Keys typed so soon after a sudden question were meant for the draft. */
const suddenMs = 450;
const twiceMs = 600;
const leaveArmedMs = 2_000;

export type Input = {
  readonly onKey: KeyPress;
  readonly onPaste: (text: string) => void;
  /** There is more to choose from than when the menu was opened. */
  readonly refresh: () => void;
};

/** Says what each key does in the state there is. */
export function openInput(parts: InputParts): Input {
  const { board, asking, completion, deeds } = parts;
  const onEscape = escapeKey(parts);
  const onCancel = cancelKey(parts);
  let typedMs = 0;
  /** Whether the open question is what the next key is meant for. */
  const isForQuestion = (key: Key | undefined): boolean => {
    const [overlay] = board.get().overlays;
    if (overlay === undefined) return false;
    if (!overlay.isSudden || (key !== undefined && (key.escape || key.ctrl))) return true;
    return Date.now() - Math.max(typedMs, overlay.openedMs) > suddenMs;
  };
  const press = (action: KeyAction): void => {
    if (action.type === "interrupt") onEscape();
    else if (action.type === "cancel") onCancel();
    else deedOf(parts, action)();
    completion.refresh();
  };
  const onStroke = (input: string, key: Key): void => {
    if (input === "[I" || input === "[O") {
      deeds.focused(input === "[I");
      return;
    }
    if (isForQuestion(key)) {
      const action = overlayAction(input, key);
      if (action !== undefined) asking.act(action);
      return;
    }
    typedMs = Date.now();
    const action = actionOf(input, key, board.get().editor.search !== undefined);
    if (action !== undefined && !completion.take(action)) press(action);
  };
  return {
    refresh: () => completion.refresh("again"),
    onKey(typed, held) {
      for (const { input, key } of strokesOf(typed, held)) onStroke(input, key);
    },
    onPaste(text) {
      if (isForQuestion(undefined)) {
        asking.act({ type: "type", text: text.trim() });
        return;
      }
      typedMs = Date.now();
      board.edit({ type: "paste", text });
      completion.refresh();
    },
  };
}

const nothing = (): void => {};

function deedOf({ board, deeds }: InputParts, action: KeyAction): () => void {
  const { editor, isBusy } = board.get();
  switch (action.type) {
    case "submit":
      return () => submit(board, deeds);
    case "queue":
      return () => deeds.submit("run");
    case "complete":
      return isBusy ? () => deeds.submit("run") : nothing;
    case "leave":
      return editor.text === "" ? deeds.leave : () => board.edit({ type: "delete" });
    case "mode":
      return deeds.nextMode;
    case "thinking":
      return () => toggle(board, deeds, "isThinkingShown");
    case "unfold":
      return () => unfold(board, deeds);
    case "external":
      return deeds.externalEditor;
    case "redraw":
      return deeds.redraw;
    case "scroll":
      return () => deeds.scroll(action.by);
    case "edit":
      return () => editKey(board, deeds, action.action);
    case "interrupt":
    case "cancel":
      return nothing;
  }
}

/** On an empty line Up brings back what waits, before it brings back what was sent. */
function editKey(board: Board, deeds: KeyDeeds, action: EditAction): void {
  const isEmpty = board.get().editor.text === "";
  if (action.type === "up" && isEmpty && deeds.takeBackLast()) return;
  board.edit(action);
}

function toggle(board: Board, deeds: KeyDeeds, what: "isThinkingShown" | "isUnfolded"): void {
  board.update((state) => ({ ...state, [what]: !state[what] }));
  deeds.redraw();
}

/** A backslash before Enter makes a new line of it. */
function submit(board: Board, deeds: KeyDeeds): void {
  const continued = lineContinued(board.get().editor);
  if (continued === undefined) deeds.submit("call");
  else board.update((state) => ({ ...state, editor: continued }));
}

/** The paste at the cursor first; where there is none, what is folded in the transcript. */
function unfold(board: Board, deeds: KeyDeeds): void {
  const { editor } = board.get();
  board.edit({ type: "expand" });
  if (board.get().editor === editor) toggle(board, deeds, "isUnfolded");
}

/** Esc: closes, stops; twice on an empty line it goes back to an earlier message. */
function escapeKey({ board, completion, deeds }: InputParts): () => void {
  let lastMs = 0;
  return () => {
    const isSecond = Date.now() - lastMs < twiceMs;
    lastMs = Date.now();
    if (completion.close()) return;
    if (deeds.interrupt()) {
      deeds.takeBackQueue();
      return;
    }
    if (!isSecond) return;
    lastMs = 0;
    if (board.get().editor.text === "") deeds.rewind();
    else board.edit({ type: "clear" });
  };
}

function cancelKey({ board, deeds }: InputParts): () => void {
  let lastMs = 0;
  return () => {
    const isSecond = Date.now() - lastMs < leaveArmedMs;
    lastMs = Date.now();
    if (isSecond) {
      deeds.leave();
      return;
    }
    if (deeds.interrupt()) deeds.takeBackQueue();
    else board.edit({ type: "clear" });
    board.hint("Ctrl+C again leaves.", leaveArmedMs);
  };
}

const plainKeys: readonly (readonly [keyof Key, OverlayAction])[] = [
  ["escape", { type: "leave" }],
  ["return", { type: "take" }],
  ["upArrow", { type: "move", by: -1 }],
  ["downArrow", { type: "move", by: 1 }],
  ["tab", { type: "move", by: 1 }],
  ["pageUp", { type: "page", by: -1 }],
  ["pageDown", { type: "page", by: 1 }],
  ["backspace", { type: "erase" }],
  ["delete", { type: "erase" }],
];

const controlKeys: Readonly<Record<string, OverlayAction>> = {
  c: { type: "leave" },
  p: { type: "move", by: -1 },
  n: { type: "move", by: 1 },
  u: { type: "erase-all" },
};

function overlayAction(input: string, key: Key): OverlayAction | undefined {
  const plain = plainKeys.find(([flag]) => key[flag] === true)?.[1];
  if (plain !== undefined) return plain;
  if (key.ctrl) return controlKeys[input] ?? { type: "key", key: input };
  return key.meta || input === "" ? undefined : { type: "type", text: input };
}
