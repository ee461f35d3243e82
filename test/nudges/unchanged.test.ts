import { expect, test } from "bun:test";
import { requireChangeNudge, unchangedNudge } from "../../src/nudges/unchanged.ts";
import { callTools } from "../support/call-tools.ts";
import { finish, viewOf, words } from "../support/nudged.ts";

const wantsChange = (prompt: string) => prompt.startsWith("Fix");
const nudge = unchangedNudge(words, 2, wantsChange);
const required = requireChangeNudge(words, 2);
const done = { text: "All done, the tests pass." };
const task = { lastPrompt: "Fix the bug." };

test("a claim of finished work without a change is doubted", () => {
  expect(nudge.ask(viewOf(done, task))).toBe(
    "The task asks for a change, and no file has been changed yet. Make the change with write, edit. If that is not possible, say why.",
  );
});

test("where there is a finish tool, it is named", () => {
  expect(nudge.ask(viewOf(done, task, [...callTools, finish]))).toBe(
    'The task asks for a change, and no file has been changed yet. Make the change with write, edit. If that is not possible, say why with finish and the status "blocked".',
  );
});

test("it is also asked of a finish call", () => {
  expect([nudge.onFinish, required.onFinish]).toEqual([true, true]);
});

test("a question, a change, a refusal or the lack of tools leave it silent", () => {
  expect(nudge.ask(viewOf(done, { lastPrompt: "What is this?" }))).toBeUndefined();
  expect(nudge.ask(viewOf(done, { ...task, changed: ["a.py"] }))).toBeUndefined();
  const denied = { effect: "write", text: "No." };
  expect(nudge.ask(viewOf(done, { ...task, denied }))).toBeUndefined();
  expect(nudge.ask(viewOf(done, task, [finish]))).toBeUndefined();
});

test("a change that is required is demanded of a question too", () => {
  expect(required.ask(viewOf(done, { lastPrompt: "What is this?" }))).toBe(
    "This task must end with a changed file, and no file has been changed yet. Make the change with write, edit. If that is not possible, say why.",
  );
  expect(required.ask(viewOf(done, { changed: ["a.py"] }))).toBeUndefined();
});
