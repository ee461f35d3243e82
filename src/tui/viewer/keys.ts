import type { Key } from "ink";
import { chordOf } from "../keys.ts";
import { strokesOf } from "../typed.ts";
import type { ViewerAction } from "./action.ts";

type Binding = {
  readonly keys: readonly string[];
  readonly action: ViewerAction;
  readonly does: string;
};

/** Letters as they are typed, other keys by their names. */
const bindings: readonly Binding[] = [
  bind({ type: "line", by: -1 }, "One line up; in the list the one above.", "Up", "Ctrl+P"),
  bind({ type: "line", by: 1 }, "One line down.", "Down", "Ctrl+N"),
  bind({ type: "step", by: 1 }, "To the next step: a reply, a call, a file, a try.", "j"),
  bind({ type: "step", by: -1 }, "To the step before.", "k"),
  bind({ type: "page", by: 1 }, "One page down.", "PageDown", "Space", "Ctrl+F"),
  bind({ type: "page", by: -1 }, "One page up.", "PageUp", "b", "Ctrl+B"),
  bind({ type: "edge", to: "start" }, "To the start.", "Home", "g", "<"),
  bind({ type: "edge", to: "end" }, "To the end.", "End", "G", ">"),
  bind({ type: "pane", by: 1 }, "Transcript, changes, tests: the next one.", "Tab"),
  bind({ type: "pane", by: -1 }, "The one before.", "Shift+Tab"),
  bind({ type: "show", pane: "transcript" }, "The transcript.", "1"),
  bind({ type: "show", pane: "diff" }, "What was changed.", "2", "d"),
  bind({ type: "show", pane: "tests" }, "What the tests said, the last try first.", "3", "t"),
  bind({ type: "next", by: 1 }, "The next trial of the list.", "l", "Right"),
  bind({ type: "next", by: -1 }, "The trial before.", "h", "Left", "p"),
  bind({ type: "unfold" }, "What is folded, whole.", "o", "Ctrl+O"),
  bind({ type: "thinking" }, "What the model thought.", "i", "Ctrl+T"),
  bind({ type: "search" }, "Search; in the list, narrow it.", "/"),
  bind({ type: "match", by: 1 }, "The next match; where nothing is searched, the next trial.", "n"),
  bind({ type: "match", by: -1 }, "The match before.", "N"),
  bind({ type: "open" }, "Look at the trial.", "Enter"),
  bind({ type: "cancel" }, "End the search; back to the list; leave.", "Esc"),
  bind({ type: "back" }, "Back to the list; leave.", "q", "Backspace"),
  bind({ type: "leave" }, "Leave.", "Ctrl+C", "Ctrl+D", "Q"),
  bind({ type: "help" }, "These keys.", "?"),
];

const whileTyping: readonly Binding[] = [
  bind({ type: "accept" }, "", "Enter"),
  bind({ type: "cancel" }, "", "Esc"),
  bind({ type: "leave" }, "", "Ctrl+C"),
  bind({ type: "erase" }, "", "Backspace", "Ctrl+H"),
  bind({ type: "erase-all" }, "", "Ctrl+U"),
  bind({ type: "line", by: -1 }, "", "Up"),
  bind({ type: "line", by: 1 }, "", "Down"),
];

export const viewerHelp: readonly { readonly keys: string; readonly does: string }[] = bindings.map(
  ({ keys, does }) => ({ keys: keys.join(" "), does }),
);

const actions = actionsOf(bindings);
const typingActions = actionsOf(whileTyping);

/** What keys mean; several that were typed at once come as one piece. */
export function viewerActions(input: string, key: Key, isTyping: boolean): readonly ViewerAction[] {
  if (key.eventType === "release") return [];
  return strokesOf(input, key).flatMap((stroke) => {
    const chord = chordOf(stroke.input, stroke.key);
    const isPlain = chord === stroke.input.toUpperCase() || chord === "";
    if (!isPlain) return (isTyping ? typingActions : actions).get(chord) ?? [];
    if (isTyping) return typed(stroke.input);
    return [...stroke.input].flatMap((sign) => actions.get(sign === " " ? "Space" : sign) ?? []);
  });
}

/** What goes into the search; a paste may have lines, of which the first is taken. */
export function typed(text: string): readonly ViewerAction[] {
  const [line = ""] = text.replace(/\p{Cc}+$/u, "").split(/[\r\n]/);
  const plain = line.replace(/\p{Cc}/gu, "");
  return plain === "" ? [] : [{ type: "type", text: plain }];
}

function actionsOf(all: readonly Binding[]): ReadonlyMap<string, ViewerAction> {
  return new Map(all.flatMap(({ keys, action }) => keys.map((key) => [key, action] as const)));
}

function bind(action: ViewerAction, does: string, ...keys: readonly string[]): Binding {
  return { keys, action, does };
}
