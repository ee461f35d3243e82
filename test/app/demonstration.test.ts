import { expect, test } from "bun:test";
import { join } from "node:path";
import { type Config, loadConfig } from "../../src/app/config.ts";
import {
  demonstrationOf,
  isDemonstration,
  namesNothing,
  startOrDemonstrate,
} from "../../src/app/demonstration.ts";
import type { Resume } from "../../src/app/session.ts";
import type { SettingsFile } from "../../src/app/settings.ts";
import { ModelError } from "../../src/core/model.ts";
import { NothingServedError } from "../../src/runtimes/nothing-served.ts";
import { openLog } from "../../src/session/log.ts";
import { tempFolder } from "../support/temp.ts";

const root = join(import.meta.dir, "../..");
const nothing = new NothingServedError("unreachable", "No model server is running.");

type Case = {
  readonly flags?: SettingsFile;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
};

/** The configuration in an empty folder, with these flags, variables and files. */
async function configWith({ flags = {}, env = {}, files = {} }: Case = {}) {
  using folder = await tempFolder(files);
  return await loadConfig(folder.path, { HOME: join(folder.path, "home"), ...env }, flags);
}

/** The agent of each start, where the first one finds nothing served. */
async function startsOf(given: Case, error: Error = nothing): Promise<readonly string[]> {
  const agents: string[] = [];
  const config = await configWith(given);
  await startOrDemonstrate(config, { type: "new" }, async ({ agent }) => {
    agents.push(agent.key);
    if (agents.length === 1) throw error;
  }).catch((thrown) => agents.push(String(thrown.message)));
  return agents;
}

test("where nothing is named and nothing is served, the model that ships stands in", async () => {
  expect(await startsOf({})).toEqual(["default", "nano"]);
  expect(await startsOf({ flags: { max_turns: 3, temperature: 0.5 } })).toEqual([
    "default",
    "nano",
  ]);
});

const named: Readonly<Record<string, Case>> = {
  "an agent": { flags: { agent: "default" } },
  "a model": { flags: { model: "qwen3:8b" } },
  "an address": { flags: { url: "http://127.0.0.1:9" } },
  "a file": { flags: { model_path: "none.gguf" } },
  "an address in the environment": { env: { LOCALCODE_URL: "http://127.0.0.1:9" } },
  "a model in the settings": { files: { ".localcode/config.json": '{ "model": "qwen3:8b" }' } },
  "a role": { files: { ".localcode/config.json": '{ "roles": { "execute": "qwen3:8b" } }' } },
};

test.each(Object.entries(named))("%s that was named is not replaced", async (_what, given) => {
  const agent = "default";
  expect(await startsOf(given)).toEqual([agent, nothing.message]);
});

test("another failure is no reason to stand in", async () => {
  const gone = new ModelError("unreachable", "The server broke down.");
  expect(await startsOf({}, gone)).toEqual(["default", gone.message]);
});

test("flags and settings hold for the model that stands in", async () => {
  const config = await configWith({ flags: { max_turns: 3 } });
  const instead = await demonstrationOf(config);
  expect([instead.agent.key, instead.fields.max_turns]).toEqual(["nano", 3]);
  expect([namesNothing(config), namesNothing(instead)]).toEqual([true, false]);
  expect([isDemonstration(config), isDemonstration(instead)]).toEqual([false, true]);
});

test("a model that is named over nano's is not the one that ships", async () => {
  const flags = { agent: "nano", model: "ollama/qwen3:8b" };
  expect(isDemonstration(await configWith({ flags }))).toBe(false);
});

test("nano's file is found from every folder, also by agents that extend nano", async () => {
  const files = { ".localcode/agents/mine.json": '{ "extends": "nano", "seed": 7 }' };
  for (const agent of ["nano", "mine"]) {
    const { fields } = await configWith({ flags: { agent }, files });
    expect(fields.model_path).toBe(join(root, "agents/nano.gguf"));
  }
});

test("a model's file that does not lie beside its agent is left as it is written", async () => {
  const files = {
    ".localcode/agents/mine.json": '{ "extends": "default", "model_path": "m.gguf" }',
  };
  expect((await configWith({ flags: { agent: "mine" }, files })).fields.model_path).toBe("m.gguf");
});

test("sessions are gone on with by nano where they are its own, and by nothing else", async () => {
  using folder = await tempFolder();
  const { path: cwd } = folder;
  const logs = join(cwd, "logs");
  const kept = (agent: string): string => {
    const where = { folder: logs, agent, cwd, model: "m", runtime: "r", window: 4_096 };
    using log = openLog({ ...where, version: "0" });
    log.append({ type: "prompt", text: "Hello." });
    return log.id;
  };
  const config = await loadConfig(cwd, { HOME: cwd }, { logs });
  const endOf = async (resume: Resume): Promise<string> => {
    const start = async ({ agent }: Config) => {
      if (agent.key === "default") throw nothing;
      return agent.key;
    };
    return await startOrDemonstrate(config, resume, start).catch((error) => error.message);
  };
  expect(await endOf({ type: "newest" })).toBe(nothing.message);
  const own = kept("nano");
  expect(await endOf({ type: "newest" })).toBe("nano");
  expect(await endOf({ type: "id", id: own })).toBe("nano");
  const others = kept("default");
  expect(await endOf({ type: "newest" })).toBe(nothing.message);
  expect(await endOf({ type: "id", id: others })).toBe(nothing.message);
  expect(await endOf({ type: "id", id: own })).toBe("nano");
});
