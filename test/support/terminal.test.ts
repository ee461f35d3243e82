import { expect, test } from "bun:test";
import { join } from "node:path";
import { scrollbackWipes } from "./frames.ts";
import { type Opening, openTerminal } from "./terminal.ts";

const program = join(import.meta.dir, "../fixtures/ink/prompt.tsx");

function open(rowsBelow: number, options: Partial<Opening> = {}) {
  const command = [process.execPath, program, String(rowsBelow)];
  return openTerminal({ command, cwd: process.cwd(), ...options });
}

test("what is typed and pasted is seen, and finished lines leave the screen at its top", async () => {
  await using terminal = open(2, { rows: 10 });
  await terminal.waitFor(() => terminal.modes().bracketedPaste);
  expect(terminal.modes()).toMatchObject({ raw: true, cursorShown: false });
  terminal.write("hello");
  await terminal.waitFor("> hello");
  terminal.paste("x".repeat(1_000_000));
  await terminal.waitFor("hello[1000000 pasted]");
  for (let line = 0; line < 12; line++) {
    terminal.write(`line ${line}`);
    await terminal.waitFor(`line ${line}`);
    terminal.press("enter");
    await terminal.waitFor(() => /> *$/.test(terminal.screen()));
  }
  expect(terminal.screen()).toEndWith("said line 11\nrow 0\nrow 1\n80 columns >");
  expect(terminal.scrollback()).toStartWith("said hello[1000000 pasted]line 0\nsaid line 1");
  expect(terminal.title()).toBe("a prompt");
  expect(scrollbackWipes(terminal.bytes())).toBe(0);
  expect(scrollbackWipes("a\u001b[2J\u001b[3Jb")).toBe(1);
  expect(terminal.frames()).toMatchObject({ tallest: 4, overreached: 0, homed: 0 });
  terminal.resize(40, 8);
  await terminal.waitFor("40 columns >");
  terminal.press("escape");
  expect(await terminal.exited).toBe(0);
  expect(terminal.modes()).toEqual({
    raw: false,
    cursorShown: true,
    bracketedPaste: false,
    alternateScreen: false,
    kitty: false,
  });
});

test("a frame that is taller than the screen is noticed", async () => {
  await using terminal = open(12, { rows: 10 });
  await terminal.waitFor("80 columns >");
  for (const letter of "abc") {
    terminal.write(letter);
    await terminal.waitFor(new RegExp(`> \\w*${letter}$`));
  }
  const { overreached, homed } = terminal.frames();
  expect(overreached + homed).toBeGreaterThan(0);
});

test("a terminal that speaks kitty's keyboard protocol tells Shift+Enter from Enter", async () => {
  await using terminal = open(1, { kitty: true });
  await terminal.waitFor("80 columns >");
  await terminal.waitFor(() => terminal.modes().kitty);
  terminal.write("one");
  terminal.press("shift+enter");
  await terminal.waitFor("> one+");
  terminal.press("escape");
  expect(await terminal.exited).toBe(0);
  expect(terminal.modes()).toMatchObject({ kitty: false, raw: false });
});

test("a program that dies is seen with its last words, its memory and its signal", async () => {
  const command = ["sh", "-c", "echo last words; kill -9 $$"];
  await using terminal = openTerminal({ command, cwd: process.cwd() });
  expect(await terminal.exited).toBe(137);
  expect(terminal.screen()).toBe("last words");
  await expect(terminal.waitFor("more", { timeoutMs: 20 })).rejects.toThrow("Never seen: more");
});
