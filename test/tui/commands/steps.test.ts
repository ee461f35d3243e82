import { expect, test } from "bun:test";
import { loadConfig } from "../../../src/app/config.ts";
import { scripted } from "../../../src/models/scripted.ts";
import { flowCommand } from "../../../src/tui/commands/flow.ts";
import { phaseCommand } from "../../../src/tui/commands/phase.ts";
import { startedIn } from "../../support/conversation.ts";
import { deskWith } from "../../support/desk.ts";
import { tempFolder } from "../../support/temp.ts";

test("/phase sets a phase, picks one, leaves it, and chooses what leads", async () => {
  using folder = await tempFolder();
  await using started = await startedIn(folder.path, scripted([]));
  const config = await loadConfig(folder.path, { HOME: folder.path }, {});
  const { desk, record } = deskWith({ config, started, picks: ["implement"] });
  for (const argument of ["plan", "plan", "", "none", "rules"]) {
    await phaseCommand.run(argument, desk);
  }
  expect(record.notices).toEqual(["The phase is plan already.", "Phases go by rules now."]);
  const shown = record.events.map((event) => (event.type === "phase" ? event.to : event.type));
  expect(shown).toEqual(["plan", "implement", ""]);
  expect(record.offered[0]?.slice(0, 4)).toEqual(["context", "plan", "implement", "none"]);
  expect(record.reopened).toEqual([{ fields: { phase_control: { mode: "rules" } } }]);
  expect(started.conversation.entries().map((entry) => entry.type)).toEqual([
    "phase",
    "phase",
    "phase",
  ]);
  await expect(Promise.resolve(phaseCommand.run("party", desk))).rejects.toThrow(
    'There is no phase "party".',
  );
});

test("/flow goes on with a flow of the list, or of a file", async () => {
  using folder = await tempFolder({ ".localcode/flows/careful.json": '{ "flow": ["plan"] }' });
  const config = await loadConfig(folder.path, { HOME: folder.path }, {});
  const { desk, record } = deskWith({ config, picks: ["careful"] });
  await flowCommand.run("", desk);
  await flowCommand.run("flat", desk);
  expect(record.offered[0]).toEqual(["flat", "branched", "staged", "staged3", "careful"]);
  expect(record.reopened).toEqual([{ fields: { flow: "careful" } }, { fields: { flow: "flat" } }]);
  expect(record.notices).toEqual(["The flow is careful now.", "A prompt is one run now."]);
});
