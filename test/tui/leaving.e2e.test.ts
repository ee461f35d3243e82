import { expect, test } from "bun:test";
import { join } from "node:path";
import { program } from "../support/program.ts";
import { emptyEditor, endless, nothingLeft, openPlace, send } from "../support/ui.ts";

const leaveMs = 1_500;
const crash = join(import.meta.dir, "../fixtures/ink/crash.ts");

test("SIGTERM in the midst of an answer leaves the terminal as it was", async () => {
  await using place = await openPlace({ wires: [endless("It begins")] });
  const terminal = place.start();
  await send(terminal, "Go.");
  await terminal.waitFor("It begins");
  terminal.kill("SIGTERM");
  expect(await terminal.exited).toBe(143);
  expect(terminal.modes()).toEqual(nothingLeft);
  expect(terminal.screen()).toMatch(/localcode -r \w+ goes on here/);
});

test("a bug of ours ends with its words below the screen, and leaves the terminal as it was", async () => {
  await using place = await openPlace();
  const [bun = "", main = ""] = program;
  const terminal = place.start([], { command: [bun, "--preload", crash, main], kitty: true });
  await terminal.waitFor(emptyEditor);
  await terminal.waitFor(() => terminal.modes().kitty);
  terminal.kill("SIGUSR2");
  expect(await terminal.exited).toBeGreaterThan(0);
  expect(terminal.modes()).toEqual(nothingLeft);
  expect(terminal.screen()).toContain("A bug of ours.");
});

test("the launcher gives the terminal back where its process was killed", async () => {
  await using place = await openPlace();
  const launcher = join(import.meta.dir, "../../bin/localcode.mjs");
  const node = Bun.which("node") ?? process.execPath;
  const terminal = place.start(["--alt-screen"], { command: [node, launcher], kitty: true });
  await terminal.waitFor(emptyEditor);
  await terminal.waitFor(() => terminal.modes().kitty);
  const [, bun = 0] = terminal.pids();
  process.kill(bun, "SIGKILL");
  expect(await terminal.exited).toBe(137);
  expect(terminal.modes()).toEqual(nothingLeft);
});

test("how the launcher starts Bun is nothing that a command learns of", async () => {
  await using place = await openPlace();
  const launcher = join(import.meta.dir, "../../bin/localcode.mjs");
  const node = Bun.which("node") ?? process.execPath;
  const terminal = place.start([], { command: [node, launcher] });
  await terminal.waitFor(emptyEditor);
  terminal.write("!!env | grep -c BUN_JSC_; echo asked");
  terminal.press("enter");
  await terminal.waitFor(/^\s*0\n\s*asked/m);
});

test("/quit, Ctrl+D and Ctrl+C twice leave with 0, and at once", async () => {
  await using place = await openPlace();
  for (const keys of [["/", "q", "u", "i", "t", "enter"], ["ctrl+d"], ["ctrl+c", "ctrl+c"]]) {
    const terminal = place.start();
    await terminal.waitFor(() => terminal.modes().bracketedPaste);
    const started = performance.now();
    terminal.press(...keys);
    expect(await terminal.exited).toBe(0);
    expect(performance.now() - started).toBeLessThan(leaveMs);
    expect(terminal.modes()).toEqual(nothingLeft);
  }
});
