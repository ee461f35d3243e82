import { expect, setDefaultTimeout, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localcode } from "../support/localcode.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";
import { tempDataset } from "./exercise.ts";

// Many processes: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const right = "export const double = (number) => 2 * number;\n";
// The old text has blanks at a line's end that the file has not.
const looseEdit: PlayedLine = {
  call: {
    name: "edit",
    input: {
      path: "double.js",
      old: 'export const double = () => {  \n  throw new Error("Not done yet.");',
      new: "export const double = (number) => {\n  return 2 * number;",
    },
  },
};
const reads: PlayedLine = { call: { name: "read", input: { path: "double.js" } } };
const writes: PlayedLine = {
  call: { name: "write", input: { path: "double.js", content: right } },
};

async function studies(count: number, lines: readonly PlayedLine[]) {
  const dataset = await tempDataset(count);
  const player = startPlayer({ kind: "llama-server", lines });
  return {
    player,
    start: (place: TempFolder, command: string, ...more: string[]) =>
      localcode(
        [
          ...["bench", command, "default", "-m", "llamacpp/any", "--url", player.url],
          ...["--dataset", dataset.path, "--sandbox", "none", "--tries", "1", "-j", "4", ...more],
        ],
        { cwd: place.path },
      ),
    [Symbol.dispose]: () => {
      player[Symbol.dispose]();
      dataset[Symbol.dispose]();
    },
  };
}

/** The cells of a Markdown table's rows. */
function cells(markdown: string): readonly (readonly string[])[] {
  const lines = markdown.split("\n").filter((line) => line.startsWith("| "));
  return lines.slice(1).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("\\", "")),
  );
}

test("an ablation runs the agent without each mechanism, and says what that is worth", async () => {
  using place = await tempFolder();
  using own = await studies(7, [reads, looseEdit, { text: "Done." }]);
  const flags = ["--off", "edit_leniency,fresh_gate", "--out", "out"];
  const { code, out } = await own.start(place, "ablate", ...flags);
  expect(code).toBe(0);
  expect(out).toContain(
    "\nWhat each mechanism is worth\n  Each is compared with full: 7/7 (100.0%).",
  );
  expect(out).toContain("adjusted for 2 comparisons (Holm).");
  const table = readFileSync(join(place.path, "out/table.md"), "utf8");
  const said = cells(table).map(
    ([run, acted, solved, difference, , onlyFull, onlyIt, p, , , verdict]) => [
      ...[run, acted, solved, difference, onlyFull, onlyIt, p, verdict],
    ],
  );
  expect(said.filter(([run]) => run?.startsWith("without"))).toEqual([
    ["without edit_leniency", "7 in 7", "0/7 (0.0%)", "-100.0", "7", "0", "0.0313", "it helps"],
    ["without fresh_gate", "never", "7/7 (100.0%)", "0.0", "0", "0", "1.0000", "it never acted"],
  ]);
  expect(out).toContain("Nothing is shown to be better left out; the agent may stay as it is.\n");
  // All is done, so that the same command only shows its table again.
  const before = own.player.requests.length;
  const again = await own.start(place, "ablate", ...flags, "--md");
  expect([again.code, own.player.requests.length]).toEqual([0, before]);
  expect(again.out).toContain(table.trim());
});

test("what is better left out is written down as an agent", async () => {
  using place = await tempFolder();
  // It writes without having read, which the guard does not allow.
  using own = await studies(7, [writes, { text: "Done." }]);
  const flags = ["--off", "fresh_gate", "--out", "out"];
  const { code, out } = await own.start(place, "ablate", ...flags);
  expect(code).toBe(0);
  expect(out).toMatch(/without fresh_gate +7 in 7 +7\/7 .* better without it/);
  const file = join(place.path, "out/agent.json");
  expect(out).toContain(`Better so: ${file}. Copy it to .localcode/agents/NAME.json to use it.\n`);
  const agent = { extends: "default", without: ["fresh_gate"] };
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(agent);
});

test("a matrix runs every combination, and compares each with the first", async () => {
  using place = await tempFolder();
  using own = await studies(1, [reads, writes, { text: "Done." }]);
  const vary = ["--vary", "read_format=numbered,raw", "--vary", "edit_format=replace,whole"];
  const { code, out } = await own.start(place, "matrix", ...vary, "--out", "out");
  expect(code).toBe(0);
  expect(out).toContain("compared with read_format=numbered edit_format=replace: 1/1 (100.0%)");
  const names = cells(readFileSync(join(place.path, "out/table.md"), "utf8")).map(([name]) => name);
  expect(names.filter((name) => name?.startsWith("read"))).toEqual([
    "read_format=numbered edit_format=whole",
    "read_format=raw edit_format=replace",
    "read_format=raw edit_format=whole",
  ]);
  const card = join(place.path, "out/read_format_raw_edit_format_whole/run.json");
  const { fields } = JSON.parse(readFileSync(card, "utf8"));
  expect([fields.read_format, fields.edit_format]).toEqual(["raw", "whole"]);
});

test("many runs, and what cannot be left out or varied, are refused before any begins", async () => {
  using place = await tempFolder();
  using own = await studies(2, []);
  const said = async (command: string, ...more: string[]) => {
    const { code, err } = await own.start(place, command, ...more);
    return [code, err.split("\n")[0]];
  };
  expect(await said("ablate")).toEqual([
    2,
    "That is 12 runs of 2 tasks, 24 trials in all. Add --yes to start them.",
  ]);
  expect(await said("ablate", "--off", "phases")).toEqual([
    2,
    '"phases" is off in this agent already; leave it out of --off.',
  ]);
  expect(await said("ablate", "--off", "clipp")).toEqual([
    2,
    expect.stringMatching(/^There is no mechanism "clipp". Mechanisms: nudge_empty, /),
  ]);
  expect(await said("ablate", "--off", "text_cals")).toEqual([
    2,
    expect.stringMatching(/^There is no mechanism "text_cals". Did you mean "text_calls"\? /),
  ]);
  expect(await said("ablate", "--models", "a,b")).toEqual([
    2,
    "--models does not go with this; the same command goes on with --out.",
  ]);
  expect(await said("matrix", "--vary", "temperature")).toEqual([
    2,
    '--vary takes FIELD=VALUE,VALUE, not "temperature".',
  ]);
  expect(existsSync(join(place.path, "runs"))).toBe(false);
});

test("what a comparison is meant to vary is one of a few words", async () => {
  using place = await tempFolder();
  const { code, err } = await localcode(["bench", "compare", "a", "b", "--vary", "windw"], {
    cwd: place.path,
  });
  expect([code, err]).toEqual([
    2,
    '--vary knows no "windw". Did you mean "window"? It takes harness, agent, model, server, window, settings, program.\n',
  ]);
});

test("a misspelt setting or value of a matrix is refused with the nearest that there is", async () => {
  using place = await tempFolder();
  using own = await studies(1, []);
  const said = async (...vary: string[]) => {
    const flags = vary.flatMap((one) => ["--vary", one]);
    const { code, err } = await own.start(place, "matrix", ...flags);
    return [code, err.split("\n")[0]];
  };
  expect(
    await Promise.all([
      said("temprature=0,1"),
      said("edit_format=replace,patchh"),
      said("agent=default,defualt"),
      said("prompt=default.md,defalt"),
      said("tools=read+edit,read+wite"),
      said('tools=["read","edit"],["read","wite"]'),
      said("without=text_calls,text_cals"),
      said("top_p=0.9,"),
      said("top_p=0.9", "temperature=0"),
      said("top_p=0.9,1", "top_p=0.8"),
    ]),
  ).toEqual([
    [2, '--vary temprature=0: there is no field "temprature". Did you mean "temperature"?'],
    [
      2,
      '--vary edit_format=patchh: "edit_format" must be "replace", "anchored", "patch" or "whole", not "patchh".',
    ],
    [2, 'agent=defualt: There is no agent "defualt". The nearest: default.'],
    [2, 'prompt=defalt: There is no prompt "defalt". The nearest: default.md.'],
    [2, expect.stringContaining('there is no tool "wite". Did you mean "write"?')],
    [2, expect.stringContaining('there is no tool "wite". Did you mean "write"?')],
    [2, expect.stringContaining('"text_calls"')],
    [2, "--vary top_p: a value is empty. Leave it out."],
    [2, "--vary leaves one combination. Give a setting two values or more."],
    [2, '--vary names "top_p" twice. Give all its values at once.'],
  ]);
  expect(own.player.requests).toEqual([]);
  expect(existsSync(join(place.path, "runs"))).toBe(false);
});
