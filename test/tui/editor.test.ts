import { describe, expect, test } from "bun:test";
import {
  type EditAction,
  type Editor,
  edit,
  emptyEditor,
  lineContinued,
  type PlainEdit,
  promptOf,
} from "../../src/tui/editor.ts";

/** The text with | where the cursor is. */
function shown({ text, cursor }: Editor): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

/** An editor with this text, the cursor at |. */
function at(marked: string, history: readonly string[] = []): Editor {
  const cursor = marked.indexOf("|");
  return { ...emptyEditor(history), text: marked.replace("|", ""), cursor };
}

type Step = PlainEdit | { readonly type: string; readonly text: string };

function after(editor: Editor, ...steps: readonly Step[]): Editor {
  return steps.reduce(
    (now, step) => edit(now, (typeof step === "string" ? { type: step } : step) as EditAction, 20),
    editor,
  );
}

const type = (text: string): readonly Step[] =>
  [...text].map((char) => ({ type: "insert", text: char }));
const paste = (text: string): Step => ({ type: "paste", text });

describe("moving and deleting", () => {
  const cases: readonly (readonly [string, PlainEdit, string])[] = [
    ["ab|", "left", "a|b"],
    ["|ab", "left", "|ab"],
    ["a|b", "right", "ab|"],
    ["x👨‍👩‍👧|y", "left", "x|👨‍👩‍👧y"],
    ["x|👨‍👩‍👧y", "right", "x👨‍👩‍👧|y"],
    ["🇩🇪🇫🇷|", "left", "🇩🇪|🇫🇷"],
    ["e\u0301|", "backspace", "|"],
    ["日本|語", "backspace", "日|語"],
    ["a|👨‍👩‍👧b", "delete", "a|b"],
    ["ab|", "delete", "ab|"],
    ["one\ntw|o\nthree", "home", "one\n|two\nthree"],
    ["one\ntw|o\nthree", "end", "one\ntwo|\nthree"],
    ["one\ntw|o", "text-start", "|one\ntwo"],
    ["on|e\ntwo", "text-end", "one\ntwo|"],
    ["git commit --amend|", "word-left", "git commit --|amend"],
    ["git commit --|amend", "word-left", "git |commit --amend"],
    ["git| commit", "word-right", "git commit|"],
    ["größe|", "word-left", "|größe"],
    ["a b|c d", "kill-to-end", "a b|"],
    ["a b|\nc", "kill-to-end", "a b|c"],
    ["x\na b|c", "kill-to-start", "x\n|c"],
    ["x\n|c", "kill-to-start", "x|c"],
    ["rm src/a.ts|", "kill-argument", "rm |"],
    ["rm src/a.ts|", "kill-word-left", "rm src/a.|"],
    ["rm| src/a.ts", "kill-word-right", "rm|/a.ts"],
    ["ab|c", "transpose", "acb|"],
    ["abc|", "transpose", "acb|"],
    ["|abc", "transpose", "|abc"],
    ["a|\nb", "transpose", "a|\nb"],
  ];
  test.each(cases)("%j and %s give %j", (before, action, expected) => {
    expect(shown(after(at(before), action))).toBe(expected);
  });

  test("up and down keep to the column and pass a shorter row", () => {
    const start = at("long first line\n\nlong third lin|e");
    const once = after(start, "up");
    expect(shown(once)).toBe("long first line\n|\nlong third line");
    expect(shown(after(once, "up"))).toBe("long first lin|e\n\nlong third line");
    expect(shown(after(once, "up", "down", "down"))).toBe(shown(start));
  });

  test("up and down go by the rows that are seen", () => {
    // Twenty columns: "aaaaaaaaaa bbbbbbbb " and "cccc".
    expect(shown(after(at("aaaaaaaaaa bbbbbbbb cc|cc"), "up"))).toBe("aa|aaaaaaaa bbbbbbbb cccc");
    expect(shown(after(at("aaaa|aaaaaa bbbbbbbb cccc"), "down"))).toBe("aaaaaaaaaa bbbbbbbb cccc|");
  });
});

describe("cutting and yanking", () => {
  test("cuts in a row are one piece, and yank puts it in", () => {
    const cut = after(at("one two three|"), "kill-word-left", "kill-word-left");
    expect(cut.kills).toEqual(["two three"]);
    expect(shown(after(cut, "text-start", "yank"))).toBe("two three|one ");
  });

  test("a cut after a move is a piece of its own, which the second yank key brings", () => {
    const cut = after(at("one two|"), "kill-word-left", "left", "kill-to-start");
    expect(cut.kills).toEqual(["one", "two"]);
    const yanked = after(cut, "yank");
    expect(shown(yanked)).toBe("one| ");
    expect(shown(after(yanked, "yank-older"))).toBe("two| ");
    expect(shown(after(yanked, "yank-older", "yank-older"))).toBe("one| ");
    expect(shown(after(yanked, "left", "yank-older"))).toBe("on|e ");
  });
});

describe("undo", () => {
  test("takes back a word at a time and redo brings it again", () => {
    const typed = after(emptyEditor([]), ...type("fix the bug"));
    expect(shown(after(typed, "undo"))).toBe("fix the |");
    expect(shown(after(typed, "undo", "undo", "undo"))).toBe("|");
    expect(shown(after(typed, "undo", "undo", "undo", "undo", "redo", "redo"))).toBe("fix the |");
    expect(after(typed, "undo", ...type("x"), "redo").text).toBe("fix the x");
  });

  test("a row of deletions is one step, and a move ends it", () => {
    const deleted = after(at("abcdef|"), "backspace", "backspace", "left", "backspace");
    expect(shown(deleted)).toBe("ab|d");
    expect(shown(after(deleted, "undo"))).toBe("abc|d");
    expect(shown(after(deleted, "undo", "undo"))).toBe("abcdef|");
  });

  test("brings back a draft that was emptied or replaced", () => {
    const draft = at("a dra|ft");
    expect(shown(after(draft, "clear", "undo"))).toBe("a dra|ft");
    expect(shown(after(draft, { type: "set", text: "other" }))).toBe("other|");
    expect(shown(after(draft, { type: "set", text: "other" }, "undo"))).toBe("a dra|ft");
  });

  test("the steps kept have a limit", () => {
    const many = after(emptyEditor([]), ...Array.from({ length: 300 }, () => "newline" as const));
    expect(many.past).toHaveLength(200);
    const big = "x".repeat(3_000_000);
    const steps = [1, 2, 3, 4].map((n): Step => ({ type: "set", text: big + n }));
    expect(after(emptyEditor([]), ...steps).past.map(({ text }) => text.length)).toEqual([
      3_000_001, 3_000_001,
    ]);
  });
});

describe("new lines", () => {
  test("a backslash before the cursor makes Enter a new line", () => {
    expect(shown(lineContinued(at("one\\|")) ?? at("|"))).toBe("one\n|");
    expect(lineContinued(at("one|"))).toBeUndefined();
    expect(lineContinued(at("one\\\\|"))).toBeUndefined();
    expect(lineContinued(at("one|\\"))).toBeUndefined();
  });
});

describe("pastes", () => {
  const lines = `${Array.from({ length: 500 }, (_, index) => `line ${index}`).join("\n")}\n`;

  test("a long one stands as its label and is sent whole", () => {
    const pasted = after(at("see |!"), paste(lines));
    expect(shown(pasted)).toBe("see [Pasted #1 · 500 lines]|!");
    expect(promptOf(pasted)).toBe(`see ${lines}!`);
    const two = after(pasted, paste("x".repeat(1_234)));
    expect(two.text).toBe("see [Pasted #1 · 500 lines][Pasted #2 · 1,234 characters]!");
    expect(promptOf(two)).toBe(`see ${lines}${"x".repeat(1_234)}!`);
  });

  test("a short one is put in as it is", () => {
    expect(shown(after(at("a|b"), paste("1\r2\r\n3\t4")))).toBe("a1\n2\n3\t4|b");
  });

  test("nothing of it acts on the terminal", () => {
    const hostile = "\u001b[31mred\u001b[0m\u001b]0;title\u0007 \u009b2J\u0000\u007fx\ud800";
    expect(after(emptyEditor([]), paste(hostile)).text).toBe("red]0;title 2Jx\ufffd");
    expect(after(emptyEditor([]), { type: "insert", text: hostile }).text).toBe(
      "red]0;title 2Jx\ufffd",
    );
  });

  test("a label is one thing: passed, deleted and cut whole", () => {
    const pasted = after(at("a |b"), paste(lines));
    const label = "[Pasted #1 · 500 lines]";
    expect(shown(after(pasted, "left"))).toBe(`a |${label}b`);
    expect(shown(after(pasted, "left", "right"))).toBe(`a ${label}|b`);
    expect(shown(after(pasted, "backspace"))).toBe("a |b");
    expect(shown(after(pasted, "left", "delete"))).toBe("a |b");
    expect(shown(after(pasted, "kill-word-left"))).toBe("a |b");
    expect(promptOf(after(pasted, "kill-word-left", "text-end", "yank"))).toBe(`a b${lines}`);
    expect(shown(after(pasted, "backspace", "undo"))).toBe(`a ${label}|b`);
    expect(shown(after(pasted, "text-start", "word-right", "word-right"))).toBe(`a ${label}|b`);
  });

  test("two labels that touch are passed one by one", () => {
    const both = after(emptyEditor([]), paste(lines), paste(lines));
    const [one, two] = both.pastes.map(({ label }) => label);
    expect(shown(after(both, "left"))).toBe(`${one}|${two}`);
    expect(shown(after(both, "left", "right"))).toBe(`${one}${two}|`);
    expect(shown(after(both, "left", "left", "right"))).toBe(`${one}|${two}`);
  });

  test("up and down never stop at a label", () => {
    const start = after(at("aaaaaaaaaaaaaaa |\nend"), paste(lines), "text-end");
    expect(shown(after(start, "up"))).toBe("aaaaaaaaaaaaaaa |[Pasted #1 · 500 lines]\nend");
    expect(shown(after(start, "up", "up"))).toBe("aaa|aaaaaaaaaaaa [Pasted #1 · 500 lines]\nend");
    expect(shown(after(start, "up", "up", "down", "down"))).toBe(shown(start));
  });

  test("expand puts the text in the label's place; without a label nothing changes", () => {
    const pasted = after(at("a |b"), paste(lines));
    expect(shown(after(pasted, "expand"))).toBe(`a ${lines}|b`);
    expect(shown(after(pasted, "left", "expand"))).toBe(`a ${lines}|b`);
    expect(shown(after(pasted, "expand", "undo"))).toBe(shown(pasted));
    const away = after(pasted, "text-start");
    expect(edit(away, { type: "expand" })).toBe(away);
  });

  test("a label that nobody pasted is only text", () => {
    const typed = after(emptyEditor([]), ...type("[Pasted #1 · 500 lines]"));
    expect(promptOf(typed)).toBe("[Pasted #1 · 500 lines]");
    expect(after(typed, "backspace").text).toBe("[Pasted #1 · 500 lines");
  });
});

describe("history", () => {
  const history = ["first", "second\nwith two lines", "third"];

  test("up and down leaf through it and come back to the draft", () => {
    const draft = at("a dra|ft", history);
    expect(after(draft, "up").text).toBe("third");
    expect(after(draft, "up", "up", "up").text).toBe("first");
    expect(after(draft, "up", "up", "up", "up").text).toBe("first");
    expect(shown(after(draft, "up", "up", "up", "down", "down", "down"))).toBe("a dra|ft");
    expect(shown(after(draft, "down"))).toBe("a dra|ft");
  });

  test("after another key up goes by rows again", () => {
    const recalled = after(at("|", history), "up", "up", "home");
    expect(shown(recalled)).toBe("second\n|with two lines");
    expect(shown(after(recalled, "up"))).toBe("|second\nwith two lines");
    expect(after(recalled, "up", "up").text).toBe("first");
  });

  test("a changed prompt and the draft come back by undo", () => {
    const changed = after(at("draft|", history), "up", ...type("!"), "up");
    expect(changed.text).toBe("second\nwith two lines");
    expect(after(changed, "undo").text).toBe("third!");
    expect(after(changed, "undo", "undo", "undo").text).toBe("draft");
    expect(after(changed, "newer", "newer").text).toBe("draft");
  });

  test("a draft that is like the newest prompt is not lost either", () => {
    expect(after(at("third|", history), "up", "up", "undo").text).toBe("third");
  });

  test("what was sent is its newest, once, and the editor is empty", () => {
    const sent = after(at("fourth|", history), { type: "sent", text: "fourth" });
    expect(sent).toEqual(emptyEditor([...history, "fourth"]));
    expect(after(sent, { type: "sent", text: "fourth" }).history).toEqual([...history, "fourth"]);
    expect(after(sent, { type: "sent", text: "  " }).history).toEqual([...history, "fourth"]);
  });

  test("a prompt of a file that was meddled with cannot act on the terminal", () => {
    expect(after(emptyEditor(["\u001b[2Jx\u0007"]), "up").text).toBe("x");
  });
});

describe("search", () => {
  const history = ["fix Foo", "run tests", "fix bar", "fix bar"];

  test("finds the newest, goes on to older ones and takes what it stands at", () => {
    const search = after(at("dra|ft", history), "search-start", ...type("fix"));
    expect(search.text).toBe("draft");
    expect(search.search).toEqual({ query: "fix", index: 3 });
    expect(after(search, "search-start").search).toEqual({ query: "fix", index: 0 });
    expect(after(search, "search-start", "search-start").search?.index).toBe(0);
    expect(after(search, "search-older", "search-newer").search?.index).toBe(2);
    expect(shown(after(search, "search-accept"))).toBe("fix bar|");
    expect(shown(after(search, "search-accept", "undo"))).toBe("dra|ft");
    expect(shown(after(search, "search-accept", "down"))).toBe("dra|ft");
  });

  test("cancel leaves the draft as it was", () => {
    const search = after(at("dra|ft", history), "search-start", ...type("fix"), "search-cancel");
    expect(search).toEqual({ ...at("dra|ft", history), last: "other" });
  });

  test("another key takes what was found and does its work", () => {
    const found = after(at("|", history), "search-start", ...type("tests"), "home");
    expect(shown(found)).toBe("|run tests");
  });

  test("small letters find capital ones, capital ones only themselves", () => {
    const found = (query: string) =>
      after(at("|", history), "search-start", ...type(query)).search?.index;
    expect(found("foo")).toBe(0);
    expect(found("Foo")).toBe(0);
    expect(found("FOO")).toBeUndefined();
    expect(after(at("|", history), "search-start", ...type("foox"), "backspace").search).toEqual({
      query: "foo",
      index: 0,
    });
  });
});
