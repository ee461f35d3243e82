// Phases and flows through a real server over HTTP: a golden run of each, and what a server's cache sees.
import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../../src/core/coerce.ts";
import { localcode } from "../support/localcode.ts";
import { type PlayedLine, type PlayerOptions, startPlayer } from "../support/player.ts";
import { checkWire } from "../support/strict-wire.ts";
import { tempFolder } from "../support/temp.ts";

const files = { "app.py": "a = 1\n", "b.py": "b = 1\n" };

const call = (name: string, input: object, text = ""): PlayedLine => ({
  ...(text === "" ? {} : { text }),
  call: { name, input },
});
const ls = call("ls", {});
const read = call("read", { path: "app.py" });
const edit = call("edit", { path: "app.py", old: "a = 1", new: "a = 2" });
const plan = call("plan_tasks", { action: "create", tasks: ["Change a to 2"] });
const said: PlayedLine = { text: "It is 2." };

async function ran(
  lines: readonly PlayedLine[],
  args: readonly string[],
  parts: Partial<PlayerOptions> & {
    readonly files?: Record<string, string>;
    readonly env?: Record<string, string>;
  } = {},
) {
  const { files: more, env, ...playing } = parts;
  using player = startPlayer({ kind: "llama-server", lines, ...playing });
  using folder = await tempFolder({ ...files, ...more });
  const usual = ["--url", player.url, "--sandbox", "none", "--logs", join(folder.path, ".logs")];
  const modes = ["--permission-mode", "yolo", "--output-format", "stream-json"];
  const { code, out, err } = await localcode(
    [...usual, ...modes, "-p", "Change a to 2.", ...args],
    { cwd: folder.path, ...(env && { env }) },
  );
  const events = out
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line))
    .filter(isObject);
  for (const request of player.requests) checkWire(JSON.parse(request));
  const app = readFileSync(join(folder.path, "app.py"), "utf8");
  return { code, events, err, app, requests: [...player.requests] };
}

/** The phases and stages of a run, in their order. */
function steps(events: readonly Record<string, unknown>[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === "phase") return event.from === event.to ? [] : [`${event.to}`];
    if (event.type !== "stage") return [];
    const ended = isObject(event.report) ? event.report : event.task;
    return isObject(ended) ? [`${event.name} ${ended.status}`] : [`${event.name}`];
  });
}

/** A body without the end of its list of messages, which the next request goes on with. */
function beginning(body: string): string {
  expect(body.endsWith("}]}")).toBe(true);
  return body.slice(0, -'"}]}'.length);
}

function expectBytes(requests: readonly string[]): void {
  for (const [index, request] of requests.slice(1).entries()) {
    expect(request.startsWith(beginning(requests[index] ?? ""))).toBe(true);
  }
}

describe("each mode of phases, over HTTP", () => {
  test("off: no phase is told of, nor sent", async () => {
    const { code, events, requests, app } = await ran([read, edit, said], ["--phase", "off"]);
    expect([code, steps(events), app]).toEqual([0, [], "a = 2\n"]);
    expect(requests.join("")).not.toContain("[Phase");
  });

  test("rules: context, plan, implement, by what was done", async () => {
    const { code, events, requests, app } = await ran([ls, read, edit, said], ["--phase", "rules"]);
    expect([code, steps(events), app]).toEqual([0, ["context", "plan", "implement"], "a = 2\n"]);
    expect(requests.length).toBe(4);
    expectBytes(requests);
  });

  test("llm: a small request after each turn, without tools or history, on another slot", async () => {
    const aside = { text: 'It is\n```json\n{"phase": "plan", "confidence": 0.9}\n```' };
    const parts = { aside, slots: 2 };
    const { code, events, requests } = await ran([ls, read, edit, said], ["--phase", "llm"], parts);
    expect([code, steps(events)]).toEqual([0, ["context", "plan"]]);
    const probes = requests.filter((one) => one.includes("You name the phase"));
    expect([requests.length, probes.length]).toEqual([7, 3]);
    const sent = JSON.parse(probes[0] ?? "");
    expect(sent).toMatchObject({
      temperature: 0,
      max_tokens: 128,
      id_slot: 0,
      chat_template_kwargs: { enable_thinking: false },
      messages: [{ role: "system" }, { role: "user" }],
    });
    expect([sent.messages.length, sent.tools]).toEqual([2, undefined]);
    const others = requests.filter((one) => !probes.includes(one));
    expect(others.map((one) => JSON.parse(one).id_slot)).toEqual([1, 1, 1, 1]);
    expectBytes(others);
  });

  test("hybrid: a small request only where no rule decides", async () => {
    const aside = { text: '{"phase": "context"}' };
    const lines = [ls, read, edit, said];
    const { code, events, requests } = await ran(lines, ["--phase", "hybrid"], { aside });
    expect([code, steps(events)]).toEqual([0, ["context", "plan", "implement"]]);
    expect(requests.filter((one) => one.includes("You name the phase")).length).toBe(1);
  });

  test("phase_log stdout goes to stderr, because stdout is for the answer alone", async () => {
    const { err } = await ran([read, said], ["--phase", "rules"], {
      env: { LOCALCODE_PHASE_LOG: "stdout" },
    });
    expect(err).toContain("[phase] turn 0: none → context: a prompt (filesRead=0,");
    expect(err).toContain("[phase] turn 1: context → plan: files read: 1 (filesRead=1,");
  });
});

describe("each flow, over HTTP", () => {
  const custom = {
    ".localcode/flows/careful.json": JSON.stringify({
      flow: [
        { id: "look", require_files_read: 1 },
        { id: "implement", allow_missing_done: true },
      ],
    }),
  };
  const done = call("flow_stage_done", { stage: "look", summary: "app.py sets a." });
  const golden: readonly [string, readonly PlayedLine[], readonly string[]][] = [
    ["flat", [read, edit, said], []],
    [
      "branched",
      [plan, read, edit, said],
      ["plan", "plan completed", "task_1", "task_1 completed"],
    ],
    [
      "staged",
      [read, { text: "- make a 2" }, edit, said],
      ["plan", "plan completed", "implement", "implement completed"],
    ],
    [
      "staged3",
      [read, { text: "app.py sets a." }, plan, { text: "Planned." }, edit, said],
      [
        "context",
        "context completed",
        "plan",
        "plan completed",
        "implement",
        "implement completed",
      ],
    ],
    [
      "careful",
      [read, done, edit, said],
      ["look", "look completed", "implement", "implement completed"],
    ],
  ];
  test.each([...golden])("%s", async (name, lines, expected) => {
    const { code, events, app, requests, err } = await ran(lines, ["--flow", name], {
      files: custom,
    });
    expect([code, steps(events), app]).toEqual([0, [...expected], "a = 2\n"]);
    expect(requests.length).toBe(lines.length);
    expectBytes(requests);
    expect(err.includes("stage 1")).toBe(name !== "flat");
  });

  test("one that is not there ends with 4 and names the nearest", async () => {
    using folder = await tempFolder(files);
    const { code, err } = await localcode(["-p", "Go", "--flow", "branch"], { cwd: folder.path });
    expect([code, err]).toEqual([
      4,
      'There is no flow "branch". Did you mean "branched"? Flows: flat, branched, staged, staged3.\n',
    ]);
  });
});
