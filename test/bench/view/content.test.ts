import { expect, test } from "bun:test";
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readTrial, trialStamp } from "../../../src/bench/view/content.ts";
import type { ViewedTrial } from "../../../src/bench/view/trials.ts";
import { toJsonLine } from "../../../src/lib/jsonl.ts";
import { tempFolder } from "../../support/temp.ts";
import { row } from "../rows.ts";

const log = "logs/2026-11-21T10-00-00-abc.jsonl";
const header = {
  v: 1,
  type: "session",
  id: "abc",
  started: "2026-11-21T10:00:00.000Z",
  agent: "tiny",
  cwd: "/tmp",
  model: "tiny.gguf",
  runtime: "llamacpp",
  window: 8_192,
  version: "0.1.0",
};
const prompt = { type: "prompt", text: "Double it.", at: header.started };
const session = [header, prompt].map(toJsonLine).join("");

const files = {
  [`trials/python/leap/${log}`]: session,
  "trials/python/leap/workspace.diff": "--- a/leap.py\n+++ b/leap.py\n",
  "trials/python/leap/prompt-1.md": "First.",
  "trials/python/leap/prompt-2.md": "Second.",
  "trials/python/leap/tests-1.txt": "1 failed\n",
  "trials/python/leap/tests-2.txt": "4 passed\n",
};

const folder = "trials/python/leap";
const name = { id: "python/leap#1", name: "python/leap", key: "python/leap", repeat: 1 };
const ended: ViewedTrial = {
  ...name,
  folder,
  isRunning: false,
  row: row("python/leap", "xo", {
    log: `${folder}/${log}`,
    diff: `${folder}/workspace.diff`,
    workspace: `${folder}/workspace`,
  }),
};

test("a trial is read with its session, its changes and what the tests said", async () => {
  using run = await tempFolder(files);
  expect(readTrial(run.path, ended)).toEqual({
    entries: [{ type: "prompt", text: "Double it." }],
    prompts: [
      { attempt: 1, text: "First." },
      { attempt: 2, text: "Second." },
    ],
    outputs: [],
    diff: "--- a/leap.py\n+++ b/leap.py\n",
    tests: [
      { attempt: 1, text: "1 failed\n" },
      { attempt: 2, text: "4 passed\n" },
    ],
    error: "",
    notices: [],
  });
});

test("a log or a diff that is gone is told in a sentence", async () => {
  using run = await tempFolder(files);
  rmSync(join(run.path, folder), { recursive: true });
  const { entries, notices } = readTrial(run.path, ended);
  expect(entries).toBeUndefined();
  expect(notices).toEqual([
    `The log ${folder}/${log} is not there any more.`,
    `The diff ${folder}/workspace.diff is not there any more.`,
  ]);
});

test("a trial under way is read as far as its last whole line, and changes its stamp", async () => {
  using run = await tempFolder(files);
  const { row: _, ...rest } = ended;
  const running: ViewedTrial = { ...rest, isRunning: true };
  const file = join(run.path, folder, log);
  const before = trialStamp(run.path, running);
  expect(trialStamp(run.path, running)).toBe(before);
  appendFileSync(file, '{"type":"notice","te');
  expect(trialStamp(run.path, running)).not.toBe(before);
  expect(readTrial(run.path, running)).toMatchObject({
    entries: [{ type: "prompt", text: "Double it." }],
    notices: [],
  });
  writeFileSync(file, '{"v":1,"id');
  expect(readTrial(run.path, running)).toMatchObject({ entries: undefined, notices: [] });
  expect(readTrial(run.path, { ...running, isRunning: false }).notices).toEqual([
    `The session ${file} cannot be read: its first line is not the header of a session.`,
  ]);
});
