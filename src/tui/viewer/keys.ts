import type { Key } from "ink";
import { chordOf } from "../keys.ts";
import { type Stroke, strokesOf } from "../typed.ts";
import type { ViewerAction } from "./action.ts";

type Binding = { readonly action: ViewerAction; readonly keys: readonly string[] };

type Group = { readonly does: string; readonly bindings: readonly Binding[] };

/** Letters as they are typed, other keys by their names. */
const groups: readonly Group[] = [
  group(
    "One line; in the list, one trial.",
    bind({ type: "line", by: -1 }, "Up"),
    bind({ type: "line", by: 1 }, "Down"),
  ),
  group(
    "The next step or the one before: a reply, call, file, try.",
    bind({ type: "step", by: 1 }, "j"),
    bind({ type: "step", by: -1 }, "k"),
  ),
  group("One page down.", bind({ type: "page", by: 1 }, "PageDown", "Space")),
  group("One page up.", bind({ type: "page", by: -1 }, "PageUp", "b")),
  group(
    "The start, the end.",
    bind({ type: "edge", to: "start" }, "Home", "g"),
    bind({ type: "edge", to: "end" }, "End", "G"),
  ),
  group(
    "Transcript, changes, tests: the next, the one before.",
    bind({ type: "pane", by: 1 }, "Tab"),
    bind({ type: "pane", by: -1 }, "Shift+Tab"),
  ),
  group(
    "The transcript; the changes; the tests, newest try first.",
    bind({ type: "show", pane: "transcript" }, "1"),
    bind({ type: "show", pane: "diff" }, "2"),
    bind({ type: "show", pane: "tests" }, "3"),
  ),
  group("The next trial.", bind({ type: "next", by: 1 }, "Right", "l")),
  group("The trial before.", bind({ type: "next", by: -1 }, "Left", "h", "p")),
  group("Search; in the list: show only what fits.", bind({ type: "search" }, "/")),
  group(
    "The next match, the one before; else the next trial.",
    bind({ type: "match", by: 1 }, "n"),
    bind({ type: "match", by: -1 }, "N"),
  ),
  group("All that is folded, or not.", bind({ type: "unfold" }, "o", "Ctrl+O")),
  group("What the model thought, or not.", bind({ type: "thinking" }, "i", "Ctrl+T")),
  group("Look at the trial.", bind({ type: "open" }, "Enter")),
  group("End the search; back to the list; leave.", bind({ type: "cancel" }, "Esc")),
  group("Back to the list; leave.", bind({ type: "back" }, "q", "Backspace")),
  group("Leave.", bind({ type: "interrupt" }, "Ctrl+C"), bind({ type: "leave" }, "Ctrl+D", "Q")),
  group("These keys.", bind({ type: "help" }, "?")),
];

const whileTyping: readonly Binding[] = [
  bind({ type: "accept" }, "Enter"),
  bind({ type: "cancel" }, "Esc"),
  bind({ type: "interrupt" }, "Ctrl+C"),
  bind({ type: "erase" }, "Backspace", "Ctrl+H"),
  bind({ type: "erase-all" }, "Ctrl+U"),
  bind({ type: "line", by: -1 }, "Up"),
  bind({ type: "line", by: 1 }, "Down"),
];

/** The keys as the viewer and the docs show them. */
export const viewerHelp: readonly { readonly keys: string; readonly does: string }[] = groups.map(
  ({ bindings, does }) => ({ keys: bindings.flatMap(({ keys }) => keys).join(" "), does }),
);

const actions = actionsOf(groups.flatMap(({ bindings }) => bindings));
const typingActions = actionsOf(whileTyping);

/** Keys one by one: several that were typed at once come as one piece, and "/" changes what the next means. */
export function viewerStrokes(input: string, key: Key): readonly Stroke[] {
  if (key.eventType === "release" || isFocusReport(input)) return [];
  const lines = input.length < 2 ? [input] : input.split(/(?<=[\r\n])|(?=[\r\n])/);
  return lines.flatMap((line) => {
    if (lines.length > 1 && line === "\r") return [{ input: line, key: { ...key, return: true } }];
    return strokesOf(line, key).flatMap(signsOf);
  });
}

function signsOf(stroke: Stroke): readonly Stroke[] {
  const isText = chordOf(stroke.input, stroke.key) === "" && stroke.input.length > 1;
  return isText ? [...stroke.input].map((sign) => ({ ...stroke, input: sign })) : [stroke];
}

/** That the person looks here, or elsewhere, is no key. */
function isFocusReport(input: string): boolean {
  return input === "[I" || input === "[O";
}

const nothing: ViewerAction = { type: "none" };

/** What a key means. */
export function viewerAction({ input, key }: Stroke, isTyping: boolean): ViewerAction {
  const chord = chordOf(input, key);
  if (chord !== "") return (isTyping ? typingActions : actions).get(chord) ?? nothing;
  if (isTyping) return typed(input);
  return actions.get(input === " " ? "Space" : input) ?? nothing;
}

/** What goes into the search; a paste may have lines, of which the first is taken. */
export function typed(text: string): ViewerAction {
  const [line = ""] = text.replace(/\p{Cc}+$/u, "").split(/[\r\n]/);
  const plain = line.replace(/\p{Cc}/gu, "");
  return plain === "" ? nothing : { type: "type", text: plain };
}

function actionsOf(all: readonly Binding[]): ReadonlyMap<string, ViewerAction> {
  return new Map(all.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)));
}

function group(does: string, ...bindings: readonly Binding[]): Group {
  return { does, bindings };
}

function bind(action: ViewerAction, ...keys: readonly string[]): Binding {
  return { action, keys };
}
