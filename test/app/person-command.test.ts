import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type PersonCommandOptions,
  personCommandIn,
  runPersonCommand,
} from "../../src/app/person-command.ts";
import { tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;
const env = { PATH: process.env.PATH, OWN_TOKEN: "mine" };

async function ran(typed: string, parts: Partial<PersonCommandOptions> = {}, signal = never) {
  using folder = await tempFolder({ "a.txt": "one\n" });
  const command = personCommandIn(typed);
  if (command === undefined) throw new Error(`${typed} is no command.`);
  return await runPersonCommand(command, { root: folder.path, env, ...parts }, signal);
}

test("one mark is a command for both, two are for the person alone", () => {
  expect(personCommandIn("!ls -a")).toEqual({ command: "ls -a", isPrivate: false });
  expect(personCommandIn(" !! git diff\n")).toEqual({ command: "git diff", isPrivate: true });
  for (const text of ["!", "!! ", "ls", "what!", ""]) expect(personCommandIn(text)).toBeUndefined();
});

test("a command runs in the root with the person's environment, and its output is for the model", async () => {
  const chunks: string[] = [];
  const typed = "!cat a.txt; printf '\\033[31mred\\033[0m %s\\n' $OWN_TOKEN; exit 3";
  const { ms, ...result } = await ran(typed, { onOutput: (chunk) => void chunks.push(chunk) });
  expect(result).toEqual({
    output: "one\n\x1b[31mred\x1b[0m mine\n",
    exitCode: 3,
    timedOut: false,
    cancelled: false,
    attachment: {
      type: "text",
      kind: "output",
      name: typed.slice(1),
      text: "one\nred mine\n(exit code 3)",
    },
  });
  expect(chunks.join("")).toBe(result.output);
  expect(ms).toBeLessThan(10_000);
});

test("a private command gives nothing to the model", async () => {
  expect((await ran("!!cat a.txt")).attachment).toBeUndefined();
});

test("of a long output the head and the tail are kept, for the model less", async () => {
  const limits = { maxChars: 1_000, maxSharedChars: 100 };
  const { output, attachment } = await ran("!seq 1 2000", limits);
  expect(output).toStartWith("1\n2\n");
  expect(output).toEndWith("1999\n2000\n");
  expect(output.length).toBeLessThan(1_100);
  expect(attachment?.text).toMatch(/^1\n2\n.*characters left out.*2000\n\(exit code 0\)$/s);
  expect(attachment?.text.length).toBeLessThan(200);
});

test("a command without output says so", async () => {
  expect((await ran("!true")).attachment?.text).toBe("(no output)\n(exit code 0)");
});

test("a cancel ends the command and what it started", async () => {
  using folder = await tempFolder();
  const control = new AbortController();
  const onOutput = () => control.abort();
  const command = { command: "(sleep 2; touch late) & echo on; sleep 60", isPrivate: false };
  const options = { root: folder.path, env, onOutput };
  const result = await runPersonCommand(command, options, control.signal);
  expect({ ...result, ms: 0 }).toMatchObject({ cancelled: true, exitCode: 130, output: "on\n" });
  expect(result.attachment?.text).toBe("on\n(stopped by hand)");
  expect(result.ms).toBeLessThan(2_000);
  expect(existsSync(join(folder.path, "late"))).toBe(false);
});

test("a time limit ends it too", async () => {
  const { timedOut, attachment } = await ran("!sleep 60", { timeoutMs: 100 });
  expect(timedOut).toBe(true);
  expect(attachment?.text).toMatch(/^\(no output\)\n\(stopped after \d+\.\d s\)$/);
});

test("the person's shell runs it where there is one", async () => {
  const { attachment } = await ran("!echo $0", { env: { ...env, SHELL: "/bin/bash" } });
  expect(attachment?.text).toBe("/bin/bash\n(exit code 0)");
  const missing = await ran("!echo $0", { env: { ...env, SHELL: "/no/such/shell" } });
  expect(missing.attachment?.text).toBe("/bin/sh\n(exit code 0)");
});
