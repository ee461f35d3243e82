import { expect, test } from "bun:test";
import { fieldsFrom } from "../../src/command-line/fields.ts";
import { readFlags, type Written } from "../../src/command-line/flags.ts";

const none: Written = { flags: new Map(), words: [] };

async function refusal(...args: string[]): Promise<string> {
  return await fieldsFrom(readFlags(args) ?? none).then(
    (fields) => `taken: ${JSON.stringify(fields)}`,
    (error: Error) => error.message,
  );
}

test("a negative number is the value of the flag before it", async () => {
  expect(await refusal("--seed", "-1")).toBe('taken: {"seed":-1}');
  expect(await refusal("--temperature", "-1")).toBe(
    '--temperature takes a number from 0 on, not "-1".',
  );
  expect(await refusal("--max-turns", "-1")).toBe(
    '--max-turns takes a whole number above 0, not "-1".',
  );
});

test("what follows -- is left as it was written", () => {
  expect(readFlags(["-p", "x", "--", "--seed", "-1"])?.words).toEqual(["--seed", "-1"]);
});

test("a flag's number is held to the range of its field", async () => {
  expect(await refusal("--top-p", "7")).toBe('--top-p takes a number from 0 to 1, not "7".');
  expect(await refusal("--seed", "1.5")).toBe('--seed takes a whole number, not "1.5".');
  expect(await refusal("--n-ctx", "0")).toBe('--n-ctx takes a whole number above 0, not "0".');
  expect(await refusal("--timeout", "0")).toBe('--timeout takes a number above 0, not "0".');
  expect(await refusal("--min-p", "0.05")).toBe('taken: {"min_p":0.05}');
});

test("a flag whose shell variable was empty is not taken for one that was left out", async () => {
  expect(await refusal("--url", "")).toBe("--url is empty. Give it a value or leave it out.");
  expect(await refusal("-m", " ")).toBe("--model is empty. Give it a value or leave it out.");
});
