import type { Key } from "ink";
import type { EditAction, PlainEdit } from "./editor.ts";

/** What Ink calls for each key. */
export type KeyPress = (input: string, key: Key) => void;

export type ScrollTo = "page-up" | "page-down" | "top" | "bottom";

type AppKey =
  | "submit"
  | "queue"
  /** Esc. */
  | "interrupt"
  /** Ctrl+C. */
  | "cancel"
  /** Ctrl+D: leaves where nothing is written, and deletes else. */
  | "leave"
  | "mode"
  | "thinking"
  /** Ctrl+O: first the paste at the cursor, `expand`, then what is folded in the transcript. */
  | "unfold"
  | "external"
  | "redraw"
  | "complete";

export type KeyAction =
  | { readonly type: AppKey }
  | { readonly type: "scroll"; readonly by: ScrollTo }
  | { readonly type: "edit"; readonly action: EditAction };

export type KeyHelp = {
  readonly keys: string;
  readonly does: string;
  /** Not one of those that every line editor has. */
  readonly isMain: boolean;
};

type Binding = {
  readonly chords: readonly string[];
  readonly action: KeyAction;
  readonly does: string;
};

const bindings: readonly Binding[] = [
  app("submit", "Send; while the model works, after the call that runs.", "Enter"),
  app("queue", "Send when the run has ended.", "Alt+Enter"),
  editing("newline", "A new line.", "Ctrl+J", "Shift+Enter", "Ctrl+Enter", "Ctrl+Alt+J"),
  app("interrupt", "Stop the model; close what is open.", "Esc", "Alt+Esc"),
  app("cancel", "Stop, or empty the editor; twice: leave.", "Ctrl+C"),
  app("leave", "Leave, where nothing is written; else delete the next character.", "Ctrl+D"),
  app("mode", "The next permission mode.", "Shift+Tab"),
  app("complete", "Complete a command or a file name.", "Tab"),
  app("thinking", "Show or hide what the model thinks.", "Ctrl+T"),
  app("unfold", "Show the paste at the cursor, or what is folded, whole.", "Ctrl+O"),
  app("external", "Write in $VISUAL or $EDITOR.", "Ctrl+G"),
  app("redraw", "Draw the screen anew.", "Ctrl+L"),
  editing("search-start", "Search the prompts of before; again: the next older one.", "Ctrl+R"),
  editing("search-newer", "While searching: the next newer one.", "Ctrl+S"),
  editing("up", "The row above; from the first row the prompt before.", "Up", "Ctrl+P"),
  editing("down", "The row below; from the last row the prompt after.", "Down", "Ctrl+N"),
  editing("older", "The prompt before.", "Alt+P", "Alt+Up"),
  editing("newer", "The prompt after.", "Alt+N", "Alt+Down"),
  editing("left", "One character to the left.", "Left", "Ctrl+B"),
  editing("right", "One character to the right.", "Right", "Ctrl+F"),
  editing("word-left", "One word to the left.", "Alt+B", "Ctrl+Left", "Alt+Left"),
  editing("word-right", "One word to the right.", "Alt+F", "Ctrl+Right", "Alt+Right"),
  editing("home", "The start of the line.", "Ctrl+A", "Home"),
  editing("end", "The end of the line.", "Ctrl+E", "End"),
  editing("text-start", "The start of the text.", "Alt+<"),
  editing("text-end", "The end of the text.", "Alt+>"),
  editing("backspace", "Delete the character before.", "Backspace", "Shift+Backspace"),
  editing("delete", "Delete the next character.", "Delete"),
  editing("kill-argument", "Cut back to the space before.", "Ctrl+W"),
  editing("kill-word-left", "Cut the word before.", "Alt+Backspace", "Ctrl+Backspace"),
  editing("kill-word-right", "Cut the next word.", "Alt+D", "Alt+Delete", "Ctrl+Delete"),
  editing("kill-to-end", "Cut to the end of the line.", "Ctrl+K"),
  editing("kill-to-start", "Cut to the start of the line.", "Ctrl+U"),
  editing("yank", "Put in what was cut last.", "Ctrl+Y"),
  editing("yank-older", "After Ctrl+Y: what was cut before that.", "Alt+Y"),
  editing("transpose", "Exchange the two characters at the cursor.", "Alt+T"),
  editing("undo", "Undo.", "Ctrl+_", "Ctrl+/", "Ctrl+-"),
  editing("redo", "Redo.", "Alt+_", "Alt+/"),
  scroll("page-up", "Scroll up, on a screen of its own.", "PageUp"),
  scroll("page-down", "Scroll down.", "PageDown"),
  scroll("top", "Scroll to the start.", "Ctrl+Home"),
  scroll("bottom", "Scroll to the end.", "Ctrl+End"),
];

const actions = new Map(
  bindings.flatMap(({ chords, action }) => chords.map((chord) => [chord, action] as const)),
);

const searchActions: Readonly<Record<string, PlainEdit>> = {
  Enter: "search-accept",
  Tab: "search-accept",
  Esc: "search-cancel",
  "Alt+Esc": "search-cancel",
  "Ctrl+C": "search-cancel",
  "Ctrl+G": "search-cancel",
  "Ctrl+D": "search-accept",
};

/** The keys as /help and the docs show them. */
export const keyHelp: readonly KeyHelp[] = [
  ...bindings.map(({ chords, does, action }) => {
    return { keys: chords.join(", "), does, isMain: isMain(action) };
  }),
  { keys: "\\ Enter", does: "A new line, in every terminal.", isMain: true },
];

function isMain(action: KeyAction): boolean {
  if (action.type !== "edit") return action.type !== "scroll";
  return action.action.type === "newline" || action.action.type === "search-start";
}

/** More than this at once was not typed: it is a paste of a terminal that does not mark pastes. */
const mostTypedChars = 1_000;

/** What a key means; undefined for one that means nothing. While a search is on, some mean something else. */
export function actionOf(input: string, key: Key, isSearching = false): KeyAction | undefined {
  if (key.eventType === "release") return undefined;
  const chord = chordOf(input, key);
  const inSearch = isSearching ? searchActions[chord] : undefined;
  if (inSearch !== undefined) return { type: "edit", action: { type: inSearch } };
  const bound = actions.get(chord);
  if (bound !== undefined) return bound;
  if (input === "" || key.ctrl || key.meta || key.super || key.hyper || key.escape)
    return undefined;
  // An Enter within a piece was pasted: it must not send what stands before it.
  const isPasted = /[\r\n]/.test(input) || input.length > mostTypedChars;
  return { type: "edit", action: { type: isPasted ? "paste" : "insert", text: input } };
}

const namedKeys: readonly (readonly [keyof Key, string])[] = [
  ["return", "Enter"],
  ["escape", "Esc"],
  ["tab", "Tab"],
  ["backspace", "Backspace"],
  ["delete", "Delete"],
  ["upArrow", "Up"],
  ["downArrow", "Down"],
  ["leftArrow", "Left"],
  ["rightArrow", "Right"],
  ["pageUp", "PageUp"],
  ["pageDown", "PageDown"],
  ["home", "Home"],
  ["end", "End"],
];

/** How people write the key: Ctrl+Alt+Shift+Name. Ink tells Ctrl+J from Enter by a line feed without a name. */
export function chordOf(input: string, key: Key): string {
  if (input === "\n" && !key.return) return "Ctrl+J";
  const name = namedKeys.find(([flag]) => key[flag] === true)?.[1];
  const modifiers = [
    key.super || key.hyper ? "Super+" : "",
    key.ctrl ? "Ctrl+" : "",
    key.meta ? "Alt+" : "",
    // A character says by itself whether it was shifted.
    key.shift && name !== undefined ? "Shift+" : "",
  ].join("");
  return modifiers + (name ?? (modifiers === "" ? "" : input.toUpperCase()));
}

function app(type: AppKey, does: string, ...chords: readonly string[]): Binding {
  return { chords, action: { type }, does };
}

function editing(type: PlainEdit, does: string, ...chords: readonly string[]): Binding {
  return { chords, action: { type: "edit", action: { type } }, does };
}

function scroll(by: ScrollTo, does: string, ...chords: readonly string[]): Binding {
  return { chords, action: { type: "scroll", by }, does };
}
