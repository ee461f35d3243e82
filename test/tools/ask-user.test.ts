import { expect, test } from "bun:test";
import { askUserPart } from "../../src/tools/ask-user.ts";
import type { PersonAnswer, PersonQuestion } from "../../src/tools/kit.ts";
import { runTool, toolOf } from "../support/tools.ts";

const options = ["SQLite", "Postgres"];

async function answered(answer: PersonAnswer, input: object) {
  const asked: PersonQuestion[] = [];
  const askPerson = async (question: PersonQuestion) => {
    asked.push(question);
    return answer;
  };
  const result = await runTool(toolOf(askUserPart, { askPerson }), process.cwd(), input);
  return { asked, result };
}

test("the person is asked once, with trimmed options, and the choice is the result", async () => {
  const wish = { question: " Which database? ", options: ["SQLite ", "Postgres", "SQLite", ""] };
  expect(await answered({ type: "option", option: "SQLite" }, wish)).toEqual({
    asked: [{ callId: "call_1", question: "Which database?", options }],
    result: { text: "The user chose: SQLite" },
  });
});

test("an answer in words of their own is given as it is, and none is said so", async () => {
  const wish = { question: "Which database?", options };
  const own = await answered({ type: "text", text: " A plain file. " }, wish);
  expect(own.result).toEqual({ text: "The user says: A plain file." });
  for (const answer of [{ type: "none" }, { type: "text", text: " " }] as const) {
    const { result } = await answered(answer, wish);
    expect(result.text).toStartWith("The user left the question without an answer.");
    expect(result.failed).toBeUndefined();
  }
});

test("a question without words, or with too few or too many options, reaches nobody", async () => {
  const wishes = [
    { question: " ", options },
    { question: "Which?", options: ["SQLite", " SQLite"] },
    { question: "Which?", options: ["a", "b", "c", "d", "e", "f", "g"] },
  ];
  const results = await Promise.all(wishes.map((wish) => answered({ type: "none" }, wish)));
  expect(results.map(({ asked }) => asked.length)).toEqual([0, 0, 0]);
  expect(results.map(({ result }) => [result.failed, result.text])).toEqual([
    [true, "The question is empty. Ask it in one sentence."],
    [
      true,
      'Give 2 to 6 different options, for example ["SQLite", "Postgres"]; the user can also answer in words of their own.',
    ],
    [true, "7 options are too many. Give the 6 best."],
  ]);
});

test("a cancel while the person is asked ends the call", async () => {
  const cancel = new AbortController();
  const askPerson = async (_question: PersonQuestion, signal: AbortSignal) => {
    cancel.abort(new Error("Interrupted."));
    signal.throwIfAborted();
    return { type: "none" } as const;
  };
  const wish = { question: "Which?", options };
  const asking = runTool(toolOf(askUserPart, { askPerson }), process.cwd(), wish, {
    signal: cancel.signal,
  });
  expect(await asking.catch((error: unknown) => String(error))).toBe("Error: Interrupted.");
});
