import { expect, test } from "bun:test";
import { createInterface } from "node:readline/promises";
import { PassThrough } from "node:stream";
import { answerFrom, askInLines } from "../../src/headless/ask-person.ts";

const options = ["SQLite", "Postgres"];

test("a number takes an option, other words are the answer, nothing is none", () => {
  expect(answerFrom(" 2 ", options)).toEqual({ type: "option", option: "Postgres" });
  expect(answerFrom("7", options)).toEqual({ type: "text", text: "7" });
  expect(answerFrom("A file is enough.", options)).toEqual({
    type: "text",
    text: "A file is enough.",
  });
  expect(answerFrom("  ", options)).toEqual({ type: "none" });
});

test("the question is printed with its numbered options", async () => {
  const typed = new PassThrough();
  const shown = new PassThrough();
  const lines = createInterface({ input: typed, output: shown });
  const question = { callId: "c1", question: "Which database?", options };
  const asked = askInLines(lines, question, new AbortController().signal);
  typed.write("1\n");
  expect(await asked).toEqual({ type: "option", option: "SQLite" });
  lines.close();
  expect(String(shown.read())).toContain("Which database?\n  1  SQLite\n  2  Postgres\n");
});
