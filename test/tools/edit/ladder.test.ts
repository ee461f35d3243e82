import { expect, test } from "bun:test";
import { findEdit, type Rung } from "../../../src/tools/edit/ladder.ts";
import { plainLineEnds, splice } from "../../../src/tools/edit/splice.ts";

type Outcome = { readonly rung: Rung; readonly text: string } | "many" | "none";

function edited(text: string, old: string, fresh: string, all = false): Outcome {
  const found = findEdit(plainLineEnds(text), { old, new: fresh, all });
  if (found.type !== "found") return found.type;
  return { rung: found.rung, text: splice(text, found.changes) };
}

test("an exact text is replaced as it stands, once or everywhere", () => {
  expect(edited("a b a", "b", "c")).toEqual({ rung: "exact", text: "a c a" });
  expect(edited("a b a", "a", "$&", true)).toEqual({ rung: "exact", text: "$& b $&" });
  expect(edited("a b a", "a", "x")).toEqual("many");
});

test("blanks at line ends do not count, and untouched lines keep theirs", () => {
  expect(edited("one  \ntwo\t\nend\n", "one\ntwo", "one\n2")).toEqual({
    rung: "blanks",
    text: "one  \n2\nend\n",
  });
});

test("blank lines around the old text may be missing in the file", () => {
  expect(edited("a\nb\nc", "\na\nb\n\n", "\nA\nB\n\n")).toEqual({
    rung: "blanks",
    text: "A\nB\nc",
  });
});

test("a final line end that the file lacks does not matter", () => {
  expect(edited("a\nb", "b\n", "c\n")).toEqual({ rung: "blanks", text: "a\nc" });
});

test("smart quotes, dashes and odd spaces match plain ones, and stay where nothing changes", () => {
  expect(edited("say(“hi”) — now\n", 'say("hi") - now', 'say("hi") - later')).toEqual({
    rung: "unicode",
    text: "say(“hi”) — later\n",
  });
  expect(edited('a = "x"\nb = 1\n', "a = “x”\nb = 1", "a = “x”\nb = 2")).toEqual({
    rung: "unicode",
    text: 'a = "x"\nb = 2\n',
  });
  expect(edited("wait\u2026 caf\u0065\u0301  \n", "wait... café", "done")).toEqual({
    rung: "unicode",
    text: "done\n",
  });
});

test("a block with another indentation is replaced by one indented as the file is", () => {
  const file = "class A:\n    def f(self):\n        return 1\n";
  const text =
    "class A:\n    def f(self):\n        if self:\n            return 2\n        return 1\n";
  const old = "def f(self):\n    return 1";
  const fresh = "def f(self):\n    if self:\n        return 2\n    return 1";
  expect(edited(file, old, fresh)).toEqual({ rung: "indentation", text });
});

test("spaces become tabs where the file has tabs", () => {
  expect(
    edited(
      "func f() {\n\tif a {\n\t\tb()\n\t}\n}\n",
      "    if a {\n        b()\n    }",
      "    if a {\n        for {\n            b()\n        }\n    }",
    ),
  ).toEqual({
    rung: "indentation",
    text: "func f() {\n\tif a {\n\t\tfor {\n\t\t\tb()\n\t\t}\n\t}\n}\n",
  });
});

test("tabs become spaces, and two spaces four", () => {
  expect(
    edited("if a:\n  if b:\n    c()\n", "if b:\n\tc()", "if b:\n\tfor d in e:\n\t\tc()"),
  ).toEqual({
    rung: "indentation",
    text: "if a:\n  if b:\n    for d in e:\n      c()\n",
  });
  expect(edited("x:\n    y:\n        z\n", "y:\n  z", "y:\n  w:\n    z")).toEqual({
    rung: "indentation",
    text: "x:\n    y:\n        w:\n            z\n",
  });
});

test("only the first line's indentation may be missing", () => {
  expect(
    edited(
      "\tdef f():\n\t\treturn 1\n",
      "def f():\n\t\treturn 1",
      "def f():\n\t\tg()\n\t\treturn 2",
    ),
  ).toEqual({ rung: "exact", text: "\tdef f():\n\t\tg()\n\t\treturn 2\n" });
  expect(edited("  a:  \n    b\n", "a:\n    b", "a:\n    c:\n      b")).toEqual({
    rung: "indentation",
    text: "  a:  \n    c:\n      b\n",
  });
});

test("a flattened block whose depths cannot be told is not guessed at", () => {
  expect(edited("if a:\n  if b:\n    x()\n  y()\n", "if a:\nif b:\nx()\ny()", "z()")).toEqual(
    "none",
  );
});

test("text within a line matches when runs of blanks count as one", () => {
  expect(edited("v = call( a,   b )  # why\n", "call( a, b )", "call(c)")).toEqual({
    rung: "partial",
    text: "v = call(c)  # why\n",
  });
  expect(edited("f(a,  b)\nf(a,  b)\n", "f(a, b)", "g()")).toEqual("many");
});

test("text that differs in more than blanks and signs is not found", () => {
  expect(edited("call(a, b)\n", "call(a, c)", "x")).toEqual("none");
  expect(edited("a", "aa", "x")).toEqual("none");
});

test("each line of a file with mixed line ends keeps its own", () => {
  expect(edited("a\r\nb\nc\r\nd\n", "b\nc\nd", "b\nC\nmore\nd")).toEqual({
    rung: "exact",
    text: "a\r\nb\nC\r\nmore\r\nd\n",
  });
  expect(edited("a\r\nb\r\n", "a\nb\n", "x\ny\nz\n")).toEqual({
    rung: "exact",
    text: "x\r\ny\r\nz\r\n",
  });
});

test("lines that are deleted by a looser rung leave no empty line", () => {
  expect(edited("a  \nb\n", "a\n", "")).toEqual({ rung: "blanks", text: "b\n" });
});
