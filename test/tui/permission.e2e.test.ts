import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TestTerminal } from "../support/terminal.ts";
import { answer, calling, openPlace, send } from "../support/ui.ts";

/** Keys that come right after the question opened were meant for the draft. */
const suddenMs = 600;

async function asked(terminal: TestTerminal): Promise<void> {
  await terminal.waitFor("May shell run?");
  await Bun.sleep(suddenMs);
}

test("once and always: the second time the same command runs without a question", async () => {
  const touch = calling("shell", { command: "touch made.txt" });
  const rm = calling("shell", { command: "rm made.txt" });
  const wires = [touch, rm, answer("First done."), rm, touch, answer("Second done.")];
  await using place = await openPlace({ wires });
  const terminal = place.start();
  await send(terminal, "Make it.");
  await asked(terminal);
  expect(terminal.screen()).toContain("touch made.txt");
  expect(existsSync(join(place.folder, "made.txt"))).toBe(false);
  terminal.press("y");
  await terminal.waitFor("rm made.txt");
  expect(existsSync(join(place.folder, "made.txt"))).toBe(true);
  await Bun.sleep(suddenMs);
  terminal.press("a");
  await terminal.waitFor("First done.");
  expect(existsSync(join(place.folder, "made.txt"))).toBe(false);
  await send(terminal, "And again.");
  // The rm is allowed by now; the touch was allowed once.
  await asked(terminal);
  expect(terminal.screen()).toMatch(/May shell run\?[\s\S]*touch made\.txt/);
  terminal.press("y");
  await terminal.waitFor("Second done.");
});

test("no, with what to do instead: nothing runs, and the model reads it", async () => {
  const wires = [calling("shell", { command: "touch made.txt" }), answer("As you wish.")];
  await using place = await openPlace({ wires });
  const terminal = place.start();
  await send(terminal, "Make it.");
  await asked(terminal);
  terminal.press("n");
  await terminal.waitFor("Tell it");
  terminal.write("Write notes.txt instead.");
  await terminal.waitFor("notes.txt instead.");
  terminal.press("enter");
  await terminal.waitFor("As you wish.");
  expect(existsSync(join(place.folder, "made.txt"))).toBe(false);
  expect(place.server.requests[1]?.text).toContain("Write notes.txt instead.");
});

test("a draft is not lost when a question opens, and keys in flight do not answer it", async () => {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const wires = [{ ...calling("shell", { command: "touch made.txt" }), until }, answer("Well.")];
  await using place = await openPlace({ wires });
  const terminal = place.start();
  await send(terminal, "Make it.");
  await terminal.waitFor("› Make it.");
  terminal.write("any day now");
  await terminal.waitFor("any day now");
  release();
  await terminal.waitFor("May shell run?");
  terminal.write("y");
  await Bun.sleep(suddenMs);
  expect(existsSync(join(place.folder, "made.txt"))).toBe(false);
  terminal.press("escape");
  await terminal.waitFor("any day nowy");
  expect(existsSync(join(place.folder, "made.txt"))).toBe(false);
});
