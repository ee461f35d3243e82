import { expect, test } from "bun:test";
import { subjectOf } from "../../src/app/subject.ts";

test("a call is about its path, command, pattern or task, in one line", () => {
  const subject = (input: unknown) => subjectOf({ id: "1", name: "x", input });
  expect(subject({ path: "src/a.ts", old: "x" })).toBe("src/a.ts");
  expect(subject({ pattern: "a", path: "src" })).toBe("a in src");
  expect(subject({ question: "Which one?", options: ["a", "b"] })).toBe("Which one?");
  expect(subject({ command: "cd x\nls" })).toBe("cd x …");
  expect(subject({ paths: ["a", "b"] })).toBe("a,b");
  expect(subject({ prompt: "\n Find it. " })).toBe("Find it.");
  expect(subject({ other: 1 })).toBe("");
  expect(subject("text")).toBe("");
});
