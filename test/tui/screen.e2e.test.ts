import { expect, test } from "bun:test";
import stringWidth from "string-width";
import { scrollbackWipes } from "../support/frames.ts";
import { answer, calling, emptyEditor, nothingLeft, openPlace, send } from "../support/ui.ts";

test("a paste of a megabyte is folded, can be edited around, and is sent whole", async () => {
  await using place = await openPlace({ window: 2_000_000 });
  const terminal = place.start();
  await terminal.waitFor(() => terminal.modes().bracketedPaste);
  const pasted = Array.from({ length: 10_000 }, (_, at) => `${at}`.padEnd(99, ".")).join("\n");
  terminal.paste(pasted);
  await terminal.waitFor("[Pasted #1 · 10,000 lines]");
  terminal.write(" please");
  await terminal.waitFor("please");
  terminal.press("enter");
  await terminal.waitFor("Done.");
  expect(place.server.requests[0]?.text).toContain(JSON.stringify(`${pasted} please`).slice(1));
});

test("a resize leaves no ghosts", async () => {
  const text =
    "A sentence that is long enough to be wrapped at fifty columns, and then some. ".repeat(4);
  await using place = await openPlace({ wires: [answer(`${text}\n\nThe last words.`)] });
  const terminal = place.start();
  await send(terminal, "Go.");
  await terminal.waitFor("The last words.");
  await terminal.waitFor(emptyEditor);
  terminal.write("my draft");
  await terminal.waitFor("> my draft");
  for (const cols of [50, 90]) {
    terminal.resize(cols, 24);
    const whole = { rules: 2, drafts: 1, statuses: 1, ends: 1 };
    const isWhole = () =>
      new RegExp(`^─{${cols}}$`, "m").test(terminal.screen()) &&
      Bun.deepEquals(parts(terminal.screen()), whole);
    await terminal.waitFor(isWhole);
  }
  expect(scrollbackWipes(terminal.bytes())).toBe(0);
});

/** What stands exactly so many times on a screen without ghosts. */
function parts(screen: string) {
  const count = (what: RegExp) => screen.match(what)?.length ?? 0;
  return {
    rules: count(/^─+$/gm),
    drafts: count(/my draft/g),
    statuses: count(/ctx \d+% of/g),
    ends: count(/The last words\./g),
  };
}

test("forty columns and fifteen rows are enough to work", async () => {
  const wires = [
    calling("shell", { command: "seq 1 60" }),
    answer("The **end** of a `long` day.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nGood night."),
  ];
  await using place = await openPlace({ wires });
  const terminal = place.start([], { cols: 40, rows: 15 });
  await send(terminal, "Count.");
  await terminal.waitFor("May shell run?");
  await Bun.sleep(600);
  terminal.press("y");
  await terminal.waitFor("Good night.");
  await terminal.waitFor(emptyEditor);
  terminal.write("/");
  await terminal.waitFor("/help");
  terminal.press("escape");
  for (const line of terminal.screen().split("\n"))
    expect(stringWidth(line)).toBeLessThanOrEqual(40);
  expect(terminal.frames().tallest).toBeLessThanOrEqual(15);
  expect(terminal.frames()).toMatchObject({ overreached: 0, homed: 0 });
});

test("a dumb terminal gets plain text, a screen reader lines that are never drawn anew", async () => {
  for (const [args, env, drawing] of [
    [[], { TERM: "dumb" }, /\p{Cc}/u],
    [["--screen-reader"], {}, /\[(\d*[AF]|2J|\?25l|\?2026h)/],
  ] as const) {
    await using place = await openPlace({ wires: [answer("A plain answer.")] });
    const terminal = place.start(args, { env });
    await terminal.waitFor("Type a task");
    terminal.write("Say it.\r");
    await terminal.waitFor("A plain answer.");
    expect(terminal.bytes().replace(/[\r\n]/g, "")).not.toMatch(drawing);
    await terminal.waitFor(/answer\.[\s\S]*>/);
    terminal.write("\u0004");
    expect(await terminal.exited).toBe(0);
    expect(terminal.modes()).toEqual(nothingLeft);
  }
});

test("wide characters and emoji keep their columns", async () => {
  const table = "| name | what |\n|---|---|\n| 日本語 | 👩‍👩‍👧‍👦 |\n| plain | x |\n\nDone here.";
  await using place = await openPlace({ wires: [answer(table)] });
  const terminal = place.start();
  await send(terminal, "A table.");
  await terminal.waitFor("Done here.");
  const rows = terminal
    .screen()
    .split("\n")
    .filter((row) => row.includes("│"));
  const columns = rows.map((row) => stringWidth(row.slice(0, row.indexOf("│"))));
  expect(columns).toEqual([7, 7, 7]);
});
