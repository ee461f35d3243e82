import fuzzysort from "fuzzysort";
import { wrap } from "./draw/text.ts";
import type { Role } from "./paint.ts";

// The letters in their order are enough: a list is short, and its best come first.
const threshold = 0.1;

/** Something that is asked above the editor: a permission, a question of the model, a choice from a list. */
export type Overlay = {
  readonly id: number;
  readonly title: string;
  /** What is asked about; drawn above the choices. */
  readonly body: readonly BodyLine[];
  readonly choices: readonly OverlayChoice[];
  /** Typing narrows the choices; else letters are shortcuts. */
  readonly isSearchable: boolean;
  readonly empty: string;
  readonly keys: readonly OverlayKey[];
  readonly openedMs: number;
  /** A question that the person has not asked for: keys typed just then were meant for the editor. */
  readonly isSudden: boolean;
  /** What is typed to narrow the choices. */
  readonly query: string;
  /** Among the choices shown. */
  readonly selected: number;
  /** Rows of the body that are above its window. */
  readonly scrolled: number;
  /** The free text of a choice that wants one; undefined where none is being written. */
  readonly text: string | undefined;
  /** The key that waits for its confirmation. */
  readonly confirming: OverlayKey | undefined;
};

export type BodyLine = { readonly role: Role; readonly text: string };

export type OverlayChoice = {
  readonly label: string;
  readonly detail?: string;
  /** A letter that takes it at once, where nothing is searched. */
  readonly shortcut?: string;
  /** Its words are asked for after it was taken; the label of that line. */
  readonly wants?: string;
};

/** Pressed with Ctrl, because letters are for searching. */
export type OverlayKey = {
  readonly key: string;
  readonly label: string;
  readonly confirm?: string;
};

/** What came of a key: nothing, an answer, or another use of the selected choice. */
export type OverlayResult =
  | { readonly type: "open" }
  | { readonly type: "left" }
  | { readonly type: "taken"; readonly index: number; readonly text: string | undefined }
  | { readonly type: "key"; readonly index: number; readonly key: string };

export type OverlayAction =
  | { readonly type: "move"; readonly by: number }
  /** Through the choices, or through a body that is longer than the screen. */
  | { readonly type: "page"; readonly by: number }
  | { readonly type: "key"; readonly key: string }
  | { readonly type: "type"; readonly text: string }
  | { readonly type: "erase" }
  | { readonly type: "erase-all" }
  | { readonly type: "take" }
  | { readonly type: "leave" };

type Step = { readonly overlay: Overlay; readonly result: OverlayResult };

/** The choices that fit what is typed, as indexes, the best first. */
export function shownChoices({ choices, query }: Overlay): readonly number[] {
  if (query.trim() === "") return choices.map((_, index) => index);
  const targets = choices.map(({ label, detail }, index) => ({
    index,
    text: `${label} ${detail ?? ""}`,
  }));
  return fuzzysort.go(query, targets, { key: "text", threshold }).map(({ obj }) => obj.index);
}

/** The body's rows at this width of the screen. */
export function bodyRows({ body }: Pick<Overlay, "body">, width: number): readonly BodyLine[] {
  return body.flatMap(({ role, text }) =>
    wrap(text, width - 2).map((row) => ({ role, text: row })),
  );
}

const pageRows = 8;
const leastSeen = 3;

export function answer(overlay: Overlay, action: OverlayAction, width: number): Step {
  if (overlay.confirming !== undefined) return confirmed(overlay, overlay.confirming, action);
  switch (action.type) {
    case "move":
      return open(moved(overlay, action.by));
    case "page":
      return open(paged(overlay, action.by, width));
    case "key":
      return pressed(overlay, action.key);
    case "type":
      return typed(overlay, action.text);
    case "erase":
      return open(rewritten(overlay, (text) => [...text].slice(0, -1).join("")));
    case "erase-all":
      return open(rewritten(overlay, () => ""));
    case "take":
      return taken(overlay, shownChoices(overlay)[overlay.selected]);
    case "leave":
      if (overlay.text !== undefined) return open({ ...overlay, text: undefined });
      return { overlay, result: { type: "left" } };
  }
}

function open(overlay: Overlay): Step {
  return { overlay, result: { type: "open" } };
}

function moved(overlay: Overlay, by: number): Overlay {
  if (overlay.text !== undefined) return overlay;
  const last = Math.max(0, shownChoices(overlay).length - 1);
  const step = Math.abs(by) === 1;
  const wanted = overlay.selected + by;
  const around = wanted < 0 ? last : wanted > last ? 0 : wanted;
  const selected = step ? around : Math.min(last, Math.max(0, wanted));
  return { ...overlay, selected };
}

function paged(overlay: Overlay, by: number, width: number): Overlay {
  if (overlay.isSearchable) return moved(overlay, by * pageRows);
  const last = Math.max(0, bodyRows(overlay, width).length - leastSeen);
  return { ...overlay, scrolled: Math.min(last, Math.max(0, overlay.scrolled + by * pageRows)) };
}

function pressed(overlay: Overlay, name: string): Step {
  const index = shownChoices(overlay)[overlay.selected];
  const key = overlay.keys.find((one) => one.key === name);
  if (key === undefined || index === undefined || overlay.text !== undefined) return open(overlay);
  if (key.confirm !== undefined) return open({ ...overlay, confirming: key });
  return { overlay, result: { type: "key", index, key: key.key } };
}

function typed(overlay: Overlay, text: string): Step {
  if (overlay.text !== undefined) return open({ ...overlay, text: overlay.text + text });
  if (overlay.isSearchable) return open({ ...overlay, query: overlay.query + text, selected: 0 });
  const short = overlay.choices.findIndex(
    ({ shortcut }, at) => shortcut === text.toLowerCase() || String(at + 1) === text,
  );
  return short < 0 ? open(overlay) : taken({ ...overlay, selected: short }, short);
}

function rewritten(overlay: Overlay, change: (text: string) => string): Overlay {
  if (overlay.text !== undefined) return { ...overlay, text: change(overlay.text) };
  return { ...overlay, query: change(overlay.query), selected: 0 };
}

function taken(overlay: Overlay, index: number | undefined): Step {
  const choice = index === undefined ? undefined : overlay.choices[index];
  if (choice === undefined || index === undefined) return open(overlay);
  if (choice.wants !== undefined && overlay.text === undefined) {
    return open({ ...overlay, text: "" });
  }
  return { overlay, result: { type: "taken", index, text: overlay.text } };
}

function confirmed(overlay: Overlay, key: OverlayKey, action: OverlayAction): Step {
  const index = shownChoices(overlay)[overlay.selected];
  const sure = action.type === "take" || (action.type === "type" && /^[yd]$/i.test(action.text));
  const asked = { ...overlay, confirming: undefined };
  if (!sure || index === undefined) return open(asked);
  return { overlay: asked, result: { type: "key", index, key: key.key } };
}

/** Without one of its choices, after a key has taken it away. */
export function without(overlay: Overlay, index: number): Overlay {
  const choices = overlay.choices.filter((_, at) => at !== index);
  const selected = Math.max(0, Math.min(overlay.selected, choices.length - 1));
  return { ...overlay, choices, selected };
}
