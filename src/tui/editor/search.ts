import { cleanText } from "./clean.ts";
import { borderBefore } from "./graphemes.ts";
import { recall } from "./recall.ts";
import type { Editor, Search } from "./state.ts";

const maxQueryChars = 200;

export function startSearch(editor: Editor): Editor {
  if (editor.search !== undefined) return nextFound(editor, "older");
  return { ...editor, search: { query: "", index: undefined }, last: "other" };
}

/** Adds to what is searched for; the newest prompt that has it is shown. */
export function typeSearch(editor: Editor, typed: string): Editor {
  const query = `${editor.search?.query ?? ""}${cleanText(typed).replace(/\s+/g, " ")}`;
  return searching(editor, query.slice(0, maxQueryChars));
}

export function eraseSearch(editor: Editor): Editor {
  const query = editor.search?.query ?? "";
  return searching(editor, query.slice(0, borderBefore(query, query.length)));
}

/** Goes on to another prompt that has it; where there is none, it stays. */
export function nextFound(editor: Editor, way: "older" | "newer"): Editor {
  const { search } = editor;
  if (search?.index === undefined) return editor;
  const shown = editor.history[search.index];
  const step = way === "older" ? -1 : 1;
  const fits = fitsTo(search.query);
  for (let index = search.index + step; index in editor.history; index += step) {
    const text = editor.history[index] ?? "";
    if (text !== shown && fits(text)) return { ...editor, search: { ...search, index } };
  }
  return editor;
}

/** Takes what was found into the editor; the draft comes back by Down or undo. */
export function acceptSearch(editor: Editor): Editor {
  const { search } = editor;
  const closed = { ...editor, search: undefined };
  return search?.index === undefined ? closed : recall(closed, search.index);
}

/** The prompt that the search stands at. */
export function foundIn({ history, search }: Editor): string | undefined {
  return search?.index === undefined ? undefined : history[search.index];
}

function searching(editor: Editor, query: string): Editor {
  const fits = fitsTo(query);
  const index = query === "" ? -1 : editor.history.findLastIndex(fits);
  const search: Search = { query, index: index === -1 ? undefined : index };
  return { ...editor, search };
}

/** Capital letters are told from small ones only where the query has one. */
function fitsTo(query: string): (text: string) => boolean {
  if (query !== query.toLowerCase()) return (text) => text.includes(query);
  return (text) => text.toLowerCase().includes(query);
}
