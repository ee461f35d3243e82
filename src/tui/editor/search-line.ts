import { cleanText } from "./clean.ts";
import { borderAfter } from "./graphemes.ts";
import type { EditorLines, EditorLook } from "./lines.ts";
import { columnsOf, fitIn } from "./rows.ts";
import { foundIn } from "./search.ts";
import type { Editor } from "./state.ts";

/** More of a prompt is never needed for one line. */
const maxChars = 500;
const charsBefore = 12;

/** `(search) "query": the prompt that has it`, in one line. */
export function searchLine(editor: Editor, look: EditorLook): EditorLines {
  const { paint, width } = look;
  const query = editor.search?.query ?? "";
  const start = '(search) "';
  const shownQuery = tailOf(query, Math.max(1, Math.floor(width / 2) - start.length));
  const head = `${start}${shownQuery}`;
  const cursor = { x: Math.min(width - 1, columnsOf(head)), y: 0 };
  const found = foundIn(editor);
  const room = width - 1 - columnsOf(`${head}": `);
  const rest = found === undefined ? nothing(query) : around(found, query);
  const shown = headOf(rest, Math.max(0, room));
  const role =
    found === undefined && query !== "" ? "warning" : found === undefined ? "dim" : "text";
  const lines = [paint("prompt", `${head}": `) + (shown === "" ? "" : paint(role, shown))];
  return look.focused ? { lines, cursor } : { lines };
}

function nothing(query: string): string {
  return query === "" ? "type what to look for in your prompts" : "no prompt has it";
}

/** The prompt in one line, from shortly before what was searched for. */
function around(prompt: string, query: string): string {
  const at = prompt.toLowerCase().indexOf(query.toLowerCase());
  const from = at > charsBefore * 2 ? at - charsBefore : 0;
  const piece = cleanText(prompt.slice(from, from + maxChars)).replace(/\s+/g, " ");
  return from > 0 ? `…${piece}` : piece;
}

function headOf(text: string, columns: number): string {
  if (columns < 1) return "";
  const all = { from: 0, to: text.length };
  if (columnsOf(text) <= columns) return text;
  return `${text.slice(0, fitIn(text, all, columns - 1))}…`;
}

function tailOf(text: string, columns: number): string {
  let from = 0;
  while (columnsOf(text.slice(from)) > columns) from = borderAfter(text, from);
  return text.slice(from);
}
