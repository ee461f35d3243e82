import { expect, test } from "bun:test";
import { loadConfig } from "../../src/app/config.ts";
import type { SettingsFile } from "../../src/app/settings.ts";
import { scripted } from "../../src/models/scripted.ts";
import { collect } from "../support/agent.ts";
import { startedIn } from "../support/conversation.ts";
import { startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;
const read = { calls: [{ name: "read", input: { path: "app.py" } }] };
const edit = { calls: [{ name: "edit", input: { path: "app.py", old: "a = 1", new: "a = 2" } }] };

test("one model plans, another one does the work, on one conversation", async () => {
  using planner = startPlayer({
    kind: "llama-server",
    lines: [{}, { text: "- make a 2" }],
  });
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  const fields: SettingsFile = {
    phase_control: { mode: "rules", bind: true },
    roles: { plan: "mine/played:latest" },
    providers: { mine: { baseURL: planner.url } },
  };
  const worker = scripted([read, edit, "It is 2."]);
  await using one = await startedIn(folder.path, worker, fields);
  const { outcome } = await collect(one.conversation.send("Change a to 2.", never));
  expect([outcome.reason, planner.requests.length, worker.requests.length]).toEqual(["done", 1, 3]);
  const asked = JSON.parse(planner.requests[0] ?? "");
  expect(asked.messages.map((message: { role: string }) => message.role)).toEqual([
    "system",
    "user",
    "assistant",
    "tool",
    "user",
  ]);
});

test("a model that is not there is told of once, and the usual one answers", async () => {
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  const worker = scripted([read, read, "- make a 2", edit, "It is 2."]);
  const fields: SettingsFile = {
    phase_control: { mode: "rules", bind: true },
    roles: { plan: "mine/gone" },
    providers: { mine: { baseURL: "http://127.0.0.1:1" } },
  };
  await using one = await startedIn(folder.path, worker, fields);
  const { entries, outcome } = await collect(one.conversation.send("Change a to 2.", never));
  const notices = entries.flatMap((entry) => (entry.type === "notice" ? [entry.text] : []));
  expect(outcome.reason).toBe("done");
  expect(notices).toEqual([
    expect.stringContaining("plan role unavailable → using the execute model."),
  ]);
});

test("roles.execute is the model where none is named, and no other place is overruled", async () => {
  using folder = await tempFolder();
  const roles = { execute: "ollama/qwen3:8b" };
  const env = { HOME: folder.path };
  const named = async (flags: SettingsFile) =>
    (await loadConfig(folder.path, env, flags)).fields.model;
  expect(await named({ roles })).toBe("ollama/qwen3:8b");
  expect(await named({ roles, model: "vllm/x" })).toBe("vllm/x");
});
