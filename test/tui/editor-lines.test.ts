import { describe, expect, test } from "bun:test";
import { type EditorLook, editorLines, textColumns } from "../../src/tui/editor/lines.ts";
import { type Editor, edit, emptyEditor } from "../../src/tui/editor.ts";
import type { Paint } from "../../src/tui/paint.ts";

const unpainted: Paint = (_role, text) => text;
/** Shows what is no plain text as <role:text>. */
const marked: Paint = (role, text) => (role === "text" ? text : `<${role}:${text}>`);

function at(text: string): Editor {
  const cursor = text.indexOf("|");
  return { ...emptyEditor(["run the tests", "fix\nit"]), text: text.replace("|", ""), cursor };
}

function drawn(editor: Editor, look: Partial<EditorLook> = {}) {
  return editorLines(editor, { width: 23, paint: unpainted, maxRows: 10, focused: true, ...look });
}

describe("rows", () => {
  test("words are kept whole, and a space may hang over", () => {
    expect(textColumns(23)).toBe(20);
    expect(drawn(at("a word and another one, and|"))).toEqual({
      lines: ["> a word and another ", "  one, and"],
      cursor: { x: 10, y: 1 },
    });
    expect(drawn(at("12345678901234567890 |"))).toEqual({
      lines: ["> 12345678901234567890 ", "  "],
      cursor: { x: 2, y: 1 },
    });
  });

  test("a word that is too long is broken, and the cursor may stand behind a full row", () => {
    expect(drawn(at("abcdefghijklmnopqrstuvwxyz|")).lines).toEqual([
      "> abcdefghijklmnopqrst",
      "  uvwxyz",
    ]);
    expect(drawn(at("abcdefghijklmnopqrst|"))).toEqual({
      lines: ["> abcdefghijklmnopqrst"],
      cursor: { x: 22, y: 0 },
    });
  });

  test("wide characters and emoji take two columns, a tab four", () => {
    expect(drawn(at("日本語日本語日本語日本|語"))).toEqual({
      lines: ["> 日本語日本語日本語日", "  本語"],
      cursor: { x: 4, y: 1 },
    });
    expect(drawn(at("👨‍👩‍👧|x")).cursor).toEqual({ x: 4, y: 0 });
    expect(drawn(at("\tx|"))).toEqual({ lines: [">     x"], cursor: { x: 7, y: 0 } });
  });

  test("empty lines are rows", () => {
    expect(drawn(at("a\n\n|"))).toEqual({ lines: ["> a", "  ", "  "], cursor: { x: 2, y: 2 } });
  });
});

describe("the window", () => {
  const text = "1\n2\n3\n4\n5\n6\n7";

  test("keeps the cursor in the middle, with marks where there is more", () => {
    expect(drawn(at(text.replace("4", "4|")), { maxRows: 3 })).toEqual({
      lines: ["↑ 3", "  4", "↓ 5"],
      cursor: { x: 3, y: 1 },
    });
    expect(drawn(at(`|${text}`), { maxRows: 3 }).lines).toEqual(["> 1", "  2", "↓ 3"]);
    expect(drawn(at(`${text}|`), { maxRows: 3 }).lines).toEqual(["↑ 5", "  6", "  7"]);
    expect(drawn(at(text.replace("4", "4|")), { maxRows: 1 }).lines).toEqual(["↕ 4"]);
    expect(drawn(at(`|${text}`), { maxRows: 1 }).lines).toEqual(["↓ 1"]);
  });
});

describe("what is painted", () => {
  test("the placeholder of an empty editor, cut to the width", () => {
    expect(drawn(at("|"), { placeholder: "Type a task, or / for more", paint: marked })).toEqual({
      lines: ["<prompt:> ><dim:Type a task, or / fo>"],
      cursor: { x: 2, y: 0 },
    });
    expect(drawn(at("|"), { focused: false })).toEqual({ lines: ["> "] });
  });

  test("the label of a paste, also where it is broken in two", () => {
    const pasted = edit(at("see this |"), { type: "paste", text: "x\n".repeat(9) });
    expect(drawn(pasted, { paint: marked, width: 40 }).lines).toEqual([
      "<prompt:> >see this <accent:[Pasted #1 · 9 lines]>",
    ]);
    expect(drawn(pasted, { paint: marked }).lines).toEqual([
      "<prompt:> >see this <accent:[Pasted #1 >",
      "  <accent:· 9 lines]>",
    ]);
  });

  test("a cursor of its own, where it is asked for", () => {
    const look = { drawCursor: true, paint: marked };
    expect(drawn(at("a|bc"), look).lines).toEqual(["<prompt:> >a<selected:b>c"]);
    expect(drawn(at("abc|"), look).lines).toEqual(["<prompt:> >abc<selected: >"]);
    expect(drawn(at("a|\nb"), look).lines).toEqual(["<prompt:> >a<selected: >", "  b"]);
    expect(drawn(at("|"), { ...look, placeholder: "Type" }).lines).toEqual([
      "<prompt:> ><selected:T><dim:ype>",
    ]);
    expect(drawn(at("a|bc"), { ...look, focused: false })).toEqual({ lines: ["<prompt:> >abc"] });
  });
});

describe("the search", () => {
  const search = (query: string) =>
    edit(edit(at("draft|"), { type: "search-start" }), { type: "insert", text: query });

  test("shows the prompt that was found, in one line", () => {
    expect(drawn(search("it"), { width: 40, paint: marked })).toEqual({
      lines: ['<prompt:(search) "it": >fix it'],
      cursor: { x: 12, y: 0 },
    });
  });

  test("says that no prompt has it", () => {
    expect(drawn(search("zebra"), { width: 40, paint: marked }).lines).toEqual([
      '<prompt:(search) "zebra": ><warning:no prompt has it>',
    ]);
  });

  test("says at first what to do", () => {
    const started = edit(at("draft|"), { type: "search-start" });
    expect(drawn(started, { width: 60, paint: marked }).lines).toEqual([
      '<prompt:(search) "": ><dim:type what to look for in your prompts>',
    ]);
  });
});
