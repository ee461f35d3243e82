import { expect, test } from "bun:test";
import { scrollbackWipes } from "../support/frames.ts";
import { gone } from "../support/processes.ts";
import { answer, calling, endless, nothingLeft, openPlace, send } from "../support/ui.ts";

/** Esc is done with in 200 ms; a busy machine may be slower to show it. */
const stopMs = 2_000;

test("what is typed at once is there, an answer streams, and the terminal is left as it was", async () => {
  const text = "The **first** line.\n\n- one\n- two\n\n```ts\nconst a = 1;\n```\n\nThe end of it.";
  await using place = await openPlace({ wires: [answer(text)] });
  const terminal = place.start();
  terminal.write("hello");
  await terminal.waitFor("> hello");
  expect(terminal.modes()).toMatchObject({ raw: true, bracketedPaste: true });
  terminal.press("enter");
  await terminal.waitFor(/The end of it\.[\s\S]*Type a task/);
  expect(terminal.screen()).toMatch(
    /hello[\s\S]*The first line\.[\s\S]*one[\s\S]*two[\s\S]*const a = 1;/,
  );
  expect(place.server.requests.length).toBe(1);
  terminal.press("ctrl+c");
  await terminal.waitFor("again");
  terminal.press("ctrl+c");
  expect(await terminal.exited).toBe(0);
  expect(terminal.modes()).toEqual(nothingLeft);
  expect(scrollbackWipes(terminal.bytes())).toBe(0);
  expect(terminal.frames()).toMatchObject({ overreached: 0, homed: 0 });
});

test("a long answer scrolls away above, and no frame is taller than the screen", async () => {
  const lines = (name: string) =>
    Array.from({ length: 120 }, (_, at) => `Line ${at} of answer ${name}.`);
  const wires = [answer(lines("one").join("\n\n")), answer(`- ${lines("two").join("\n- ")}`)];
  await using place = await openPlace({ wires });
  const terminal = place.start([], { rows: 20 });
  for (const name of ["one", "two"]) {
    await send(terminal, `Now ${name}.`);
    await terminal.waitFor(new RegExp(`Line 119 of answer ${name}\\.[\\s\\S]*Type a task`));
  }
  const all = `${terminal.scrollback()}\n${terminal.screen()}`;
  for (const line of [...lines("one"), ...lines("two")]) expect(all.split(line).length - 1).toBe(1);
  expect(terminal.frames().tallest).toBeLessThanOrEqual(20);
  expect(terminal.frames()).toMatchObject({ overreached: 0, homed: 0 });
  expect(scrollbackWipes(terminal.bytes())).toBe(0);
});

test("Esc stops an answer, and the model reads later what it had written", async () => {
  const wires = [endless("Half of the answer is here and"), answer("Going on.")];
  await using place = await openPlace({ wires });
  const terminal = place.start();
  await send(terminal, "Go.");
  await terminal.waitFor("answer is here and");
  const pressed = performance.now();
  terminal.press("escape");
  await place.server.dropped(0);
  expect(performance.now() - pressed).toBeLessThan(stopMs);
  await terminal.waitFor("Type a task");
  expect(terminal.screen()).toContain("Half of the answer is here and");
  await send(terminal, "And now?");
  await terminal.waitFor("Going on.");
  expect(place.server.requests[1]?.text).toContain("Half of the answer is here and");
});

test("Esc ends a running command with everything it started", async () => {
  const seconds = "311.17";
  const command = `echo begun; sleep ${seconds} & sleep ${seconds}; wait`;
  await using place = await openPlace({
    wires: [calling("shell", { command }), answer("Stopped.")],
  });
  const terminal = place.start(["--permission-mode", "yolo"]);
  await send(terminal, "Run it.");
  await terminal.waitFor(/begun/);
  terminal.press("escape");
  expect(await gone(`sleep ${seconds}`)).toBe(true);
  await terminal.waitFor("Type a task");
});

test("what is typed while the model works is sent after it", async () => {
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    release = resolve;
  });
  const wires = [answer("First answer.", { until }), answer("Second answer.")];
  await using place = await openPlace({ wires });
  const terminal = place.start();
  await send(terminal, "One.");
  await terminal.waitFor("› One.");
  terminal.write("Two.");
  await terminal.waitFor("> Two.");
  terminal.press("enter");
  await terminal.waitFor(/Two\.[\s\S]*Type a task/);
  expect(place.server.requests.length).toBe(1);
  release();
  await terminal.waitFor(/First answer\.[\s\S]*Second answer\./);
  expect(place.server.requests[1]?.text).toContain("Two.");
});
