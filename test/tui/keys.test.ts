import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { Key } from "ink";
import { actionOf, keyHelp } from "../../src/tui/keys.ts";
import { openTerminal } from "../support/terminal.ts";

const fixture = join(import.meta.dir, "../fixtures/ink/keys.tsx");

/** For a busy machine; three seconds are usual. */
const patienceMs = 30_000;

const noKey: Key = {
  ...{ upArrow: false, downArrow: false, leftArrow: false, rightArrow: false },
  ...{ pageDown: false, pageUp: false, home: false, end: false, return: false, escape: false },
  ...{ ctrl: false, shift: false, tab: false, backspace: false, delete: false, meta: false },
  ...{ super: false, hyper: false, capsLock: false, numLock: false },
};

const edits = (type: string): unknown => ({ type: "edit", action: { type } });
const inserts = (text: string): unknown => ({ type: "edit", action: { type: "insert", text } });
const pastes = (text: string): unknown => ({ type: "edit", action: { type: "paste", text } });

/** What a terminal sends, and what it means. */
const everywhere: readonly (readonly [string, string, unknown])[] = [
  ["Enter", "\r", { type: "submit" }],
  ["Ctrl+J", "\n", edits("newline")],
  ["Alt+Enter", "\u001b\r", { type: "queue" }],
  ["Tab", "\t", { type: "complete" }],
  ["Shift+Tab", "\u001b[Z", { type: "mode" }],
  ["Esc", "\u001b", { type: "interrupt" }],
  ["Esc twice", "\u001b\u001b", { type: "interrupt" }],
  ["Ctrl+A", "\u0001", edits("home")],
  ["Ctrl+B", "\u0002", edits("left")],
  ["Ctrl+C", "\u0003", { type: "cancel" }],
  ["Ctrl+D", "\u0004", { type: "leave" }],
  ["Ctrl+E", "\u0005", edits("end")],
  ["Ctrl+F", "\u0006", edits("right")],
  ["Ctrl+G", "\u0007", { type: "external" }],
  ["Ctrl+H", "\b", edits("backspace")],
  ["Ctrl+K", "\u000b", edits("kill-to-end")],
  ["Ctrl+L", "\u000c", { type: "redraw" }],
  ["Ctrl+N", "\u000e", edits("down")],
  ["Ctrl+O", "\u000f", { type: "unfold" }],
  ["Ctrl+P", "\u0010", edits("up")],
  ["Ctrl+R", "\u0012", edits("search-start")],
  ["Ctrl+T", "\u0014", { type: "thinking" }],
  ["Ctrl+U", "\u0015", edits("kill-to-start")],
  ["Ctrl+W", "\u0017", edits("kill-argument")],
  ["Ctrl+Y", "\u0019", edits("yank")],
  ["Ctrl+_ and Ctrl+/", "\u001f", edits("undo")],
  ["Backspace", "\u007f", edits("backspace")],
  ["Alt+Backspace", "\u001b\u007f", edits("kill-word-left")],
  ["Alt+B", "\u001bb", edits("word-left")],
  ["Alt+D", "\u001bd", edits("kill-word-right")],
  ["Alt+F", "\u001bf", edits("word-right")],
  ["Alt+T", "\u001bt", edits("transpose")],
  ["Alt+Y", "\u001by", edits("yank-older")],
  ["Alt+_", "\u001b_", edits("redo")],
  ["Alt+<", "\u001b<", edits("text-start")],
  ["Alt+X", "\u001bx", undefined],
  ["Delete", "\u001b[3~", edits("delete")],
  ["Up", "\u001b[A", edits("up")],
  ["Down of an application", "\u001bOB", edits("down")],
  ["Ctrl+Left", "\u001b[1;5D", edits("word-left")],
  ["Alt+Right", "\u001b[1;3C", edits("word-right")],
  ["Home", "\u001b[H", edits("home")],
  ["End of an old terminal", "\u001b[4~", edits("end")],
  ["Ctrl+Home", "\u001b[1;5H", { type: "scroll", by: "top" }],
  ["PageUp", "\u001b[5~", { type: "scroll", by: "page-up" }],
  ["F1", "\u001bOP", undefined],
  ["a letter", "é", inserts("é")],
  ["a capital letter", "A", inserts("A")],
  ["letters of an input method", "日本", inserts("日本")],
  ["an emoji", "👨‍👩‍👧", inserts("👨‍👩‍👧")],
  ["keys that came together", "ls -l", inserts("ls -l")],
];

/** Only where the terminal has the kitty keyboard protocol. */
const kitty: readonly (readonly [string, string, unknown])[] = [
  ["Shift+Enter", "\u001b[13;2u", edits("newline")],
  ["Ctrl+Enter", "\u001b[13;5u", edits("newline")],
  ["Alt+Enter", "\u001b[13;3u", { type: "queue" }],
  ["Ctrl+J", "\u001b[106;5u", edits("newline")],
  ["Esc", "\u001b[27u", { type: "interrupt" }],
  ["Shift+Tab", "\u001b[9;2u", { type: "mode" }],
  ["Ctrl+Shift+_", "\u001b[95;6u", edits("undo")],
  ["Ctrl+/", "\u001b[47;5u", edits("undo")],
  ["Alt+B", "\u001b[98;3u", edits("word-left")],
  ["Ctrl+Backspace", "\u001b[127;5u", edits("kill-word-left")],
  ["Super+Z", "\u001b[122;9u", undefined],
  ["a key that is let go", "\u001b[97;1:3u", undefined],
];

type Cases = readonly (readonly [string, string, unknown])[];

async function meaningsIn(mode: "marks" | "plain", cases: Cases): Promise<readonly unknown[]> {
  await using terminal = openTerminal({
    command: [process.execPath, fixture, mode],
    cwd: import.meta.dir,
    cols: 200,
    kitty: true,
  });
  await terminal.waitFor("#0 ready.");
  const seen: unknown[] = [];
  for (const [name, bytes] of cases) {
    terminal.write(bytes);
    const line = new RegExp(`#${seen.length + 1} (.*)\\.`);
    await terminal.waitFor(line);
    const shown = line.exec(terminal.screen())?.[1] ?? "";
    seen.push([name, shown === "nothing" ? undefined : JSON.parse(shown)]);
  }
  return seen;
}

const expected = (cases: Cases): readonly unknown[] =>
  cases.map(([name, , action]) => [name, action]);

describe("in a real terminal, through Ink,", () => {
  test(
    "each key does what it says, and Shift+Enter is told apart where kitty's protocol is",
    async () => {
      const all = [...everywhere, ...kitty];
      expect(await meaningsIn("marks", all)).toEqual(expected(all));
    },
    patienceMs,
  );

  test(
    "a paste that is marked comes as one, a paste that is not never sends",
    async () => {
      const marked = "\u001b[200~one\rtwo\r\u001b[201~";
      expect(await meaningsIn("marks", [["", marked, undefined]])).toEqual([
        ["", { paste: "one\rtwo\r" }],
      ]);
      const cases: Cases = [
        ["marks nobody asked for", marked, pastes("one\rtwo\r")],
        ["no marks", "one\rtwo\r", pastes("one\rtwo\r")],
        ["one line", "one\r", pastes("one\r")],
        ["line ends alone", "\r\r", pastes("\r\r")],
      ];
      expect(await meaningsIn("plain", cases)).toEqual(expected(cases));
    },
    patienceMs,
  );
});

test("more at once than anybody types is a paste", () => {
  expect<unknown>(actionOf("x".repeat(1_000), noKey)).toEqual(inserts("x".repeat(1_000)));
  expect<unknown>(actionOf("x".repeat(1_001), noKey)).toEqual(pastes("x".repeat(1_001)));
});

test("while a search is on, Enter takes what was found and Esc goes back", () => {
  const search = (type: string): unknown => edits(type);
  const enter = { ...noKey, return: true };
  expect<unknown>(actionOf("\r", enter, true)).toEqual(search("search-accept"));
  expect<unknown>(actionOf("", { ...noKey, escape: true }, true)).toEqual(search("search-cancel"));
  expect<unknown>(actionOf("g", { ...noKey, ctrl: true }, true)).toEqual(search("search-cancel"));
  expect<unknown>(actionOf("c", { ...noKey, ctrl: true }, true)).toEqual(search("search-cancel"));
  expect<unknown>(actionOf("x", noKey, true)).toEqual(inserts("x"));
  expect<unknown>(actionOf("a", { ...noKey, ctrl: true }, true)).toEqual(edits("home"));
});

test("the help names each key once", () => {
  const names = keyHelp.flatMap(({ keys }) => keys.split(", "));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(keyHelp.filter(({ does }) => !/^[A-Z].*\.$/.test(does))).toEqual([]);
});
