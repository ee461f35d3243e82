// Phases and stages as a person sees them.
import { expect, test } from "bun:test";
import { answer, calling, emptyEditor, openPlace, send } from "../support/ui.ts";

const files = { "app.py": "a = 1\n" };
const read = calling("read", { path: "app.py" });
const edit = calling("edit", { path: "app.py", old: "a = 1", new: "a = 2" });

test("a task goes through context, plan and implement; a write in plan is refused with what to do", async () => {
  const wires = [read, edit, answer("- make a 2"), edit, answer("It is 2 now.")];
  await using place = await openPlace({ wires, files });
  const flags = [
    "--phase",
    "rules",
    "--set",
    "phase_control.bind=true",
    "--permission-mode",
    "yolo",
  ];
  const terminal = place.start(flags, { cols: 100, rows: 50 });
  await send(terminal, "Change a to 2.");
  await terminal.waitFor(/It is 2 now\.[\s\S]*Type a task/);
  const seen = `${terminal.scrollback()}\n${terminal.screen()}`;
  const order = [
    "Phase none → context: a prompt",
    "Phase context → plan: files read: 1",
    'Not run: the phase "plan" allows only reading',
    "Phase plan → implement: an answer",
    "It is 2 now.",
  ];
  const places = order.map((text) => seen.replace(/\s+/g, " ").indexOf(text));
  expect(places.every((at, index) => at > (places[index - 1] ?? -1))).toBe(true);
  expect(terminal.screen().split("\n").slice(-4).join(" ")).toContain("implement");
});

test("a phase is set by hand, shown in the status line, and left", async () => {
  await using place = await openPlace({ wires: [edit, answer("I would make a 2.")], files });
  const terminal = place.start(["--permission-mode", "yolo"], { cols: 100, rows: 40 });
  await terminal.waitFor(emptyEditor);
  await send(terminal, "/phase plan");
  await terminal.waitFor("Phase none → plan");
  await send(terminal, "Change a to 2.");
  await terminal.waitFor(/I would make a 2\.[\s\S]*Type a task/);
  expect(terminal.screen().replace(/\s+/g, " ")).toContain('the phase "plan" allows only reading');
  expect(terminal.screen().split("\n").slice(-4).join(" ")).toContain("plan");
  await send(terminal, "/phase none");
  await terminal.waitFor("Phase plan → none");
});

test("the stages of a flow are told one after the other", async () => {
  const wires = [read, answer("- make a 2"), read, edit, answer("It is 2 now.")];
  await using place = await openPlace({ wires, files });
  const flags = ["--flow", "staged", "--permission-mode", "yolo"];
  const terminal = place.start(flags, { cols: 100, rows: 50 });
  await send(terminal, "Change a to 2.");
  await terminal.waitFor(/It is 2 now\.[\s\S]*Type a task/);
  const seen = terminal.screen();
  for (const text of ["Stage 1/2 PLAN", "Stage 1 PLAN: completed", "Stage 2/2 IMPLEMENT"])
    expect(seen).toContain(text);
});
