import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import { nothingSpent } from "../../src/app/spent.ts";
import { type Started, type StartOptions, startConversation } from "../../src/app/start.ts";
import { openGrants } from "../../src/gates/grants.ts";
import type { PermissionRule } from "../../src/gates/rules.ts";
import { type ScriptedLine, scripted } from "../../src/models/scripted.ts";
import { compactCommand } from "../../src/tui/commands/compact.ts";
import { contextCommand } from "../../src/tui/commands/context.ts";
import { costCommand, costText } from "../../src/tui/commands/cost.ts";
import { doctorCommand } from "../../src/tui/commands/doctor.ts";
import { initCommand } from "../../src/tui/commands/init.ts";
import { logsCommand } from "../../src/tui/commands/logs.ts";
import { permissionsCommand } from "../../src/tui/commands/permissions.ts";
import { statusCommand } from "../../src/tui/commands/status.ts";
import { toolsCommand } from "../../src/tui/commands/tools.ts";
import { collect } from "../support/agent.ts";
import { deskWith } from "../support/desk.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;
const npm: PermissionRule = { tool: "shell", match: "npm test *", action: "allow" };
const push: PermissionRule = { tool: "shell", match: "git push *", action: "deny" };

async function open(
  folder: TempFolder,
  lines: readonly ScriptedLine[] = [],
  parts: Partial<StartOptions> = {},
  fields: object = {},
) {
  const flags = { sandbox: "none", logs: join(folder.path, ".logs"), ...fields } as const;
  const config = await loadConfig(folder.path, { HOME: join(folder.path, ".home") }, flags);
  const opened = {
    model: scripted(lines),
    runtime: "llama-server",
    modelName: "qwen3",
    address: "http://127.0.0.1:8080",
    identity: "b6900 qwen3.gguf",
    windowSource: "the test",
    notices: [],
    lastRequest: () => undefined,
    close: () => Promise.resolve(),
  };
  const options = { version: "1.2.3", resume: { type: "new" }, notice: () => {}, opened } as const;
  const started = await startConversation(config, { ...options, ...parts }, never);
  return { config, started };
}

async function talk(started: Started, ...prompts: readonly string[]): Promise<void> {
  for (const prompt of prompts) await collect(started.conversation.send(prompt, never));
}

/** Long enough to be worth a summary, and no sentence twice. */
const long = Array.from({ length: 80 }, (_, at) => `Rule ${at} counts ${at * 7} blanks.`).join(" ");

test("/compact shows what it does, and says so where there is nothing to do", async () => {
  using folder = await tempFolder();
  const { config, started } = await open(folder, [long, long, long, "Notes."]);
  await using _ = started;
  const { desk, record } = deskWith({ config, started });
  await compactCommand.run("fast", desk);
  expect(record.notices[0]).toStartWith("There is nothing to compact");
  await talk(started, "One?", "Two?", "Three?");
  await compactCommand.run("the parser", desk);
  expect(record.events.map(({ type }) => type)).toEqual(["summary", "notice"]);
  const [summary] = record.events;
  expect(summary?.type === "summary" && summary.notes).toBe("Notes.");
  expect(started.conversation.entries().at(-2)?.type).toBe("summary");
});

test("/context draws a bar and a line for each part that fit 40 columns", async () => {
  using folder = await tempFolder();
  const { config, started } = await open(folder, [long]);
  await using _ = started;
  await talk(started, "What is it?");
  const pen = { paint: (_role: string, text: string) => text, width: 40 };
  const { desk, record } = deskWith({ config, started, pen });
  await contextCommand.run("", desk);
  const [lines = []] = record.drawn;
  const use = started.conversation.use();
  expect(lines.every((line) => Bun.stringWidth(line) <= 40)).toBe(true);
  expect(lines[1]).toMatch(/^█+▓+░+·+-+$/);
  expect(lines).toContain(`▒ ${"files read".padEnd(18)}${"0".padStart(9)}   0%`);
  expect(lines).toContain(
    `· ${"free".padEnd(18)}${use.free.toLocaleString("en-US").padStart(9)} ${`${Math.round((100 * use.free) / use.window)}%`.padStart(4)}`,
  );
});

test("/permissions lists every rule under the place it comes from, and keeps one for the project", async () => {
  using folder = await tempFolder({
    ".localcode/config.json": JSON.stringify({ permissions: [push] }),
  });
  const grants = openGrants();
  grants.grant([npm]);
  const { config, started } = await open(folder, [], { grants });
  await using _ = started;
  const picks = ['allow shell "npm test *"', "Keep it for this project"];
  const { desk, record } = deskWith({ config, started, picks, mode: "auto-edit" });
  await permissionsCommand.run("", desk);
  const file = join(folder.path, ".localcode/config.json");
  const [{ text } = { text: "" }] = record.printed;
  expect(text).toStartWith("Mode: **auto-edit**.");
  expect(text).toEndWith(
    `**From ${file}:**\n\n- \`deny shell "git push *"\`\n\n**From this session:**\n\n- \`allow shell "npm test *"\``,
  );
  expect(record.offered[0]).toEqual(['deny shell "git push *"', 'allow shell "npm test *"']);
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ permissions: [push, npm] });
  expect(record.notices).toEqual([`Kept in ${file}: allow shell "npm test *".`]);
});

test("/permissions takes a rule of the project out of its file, and it holds no more", async () => {
  using folder = await tempFolder({
    ".localcode/config.json": JSON.stringify({ permissions: [push] }),
  });
  const { config, started } = await open(folder);
  await using _ = started;
  const picks = ['deny shell "git push *"', "Take it out of the project's file"];
  const { desk } = deskWith({ config, started, picks });
  await permissionsCommand.run("", desk);
  const text = readFileSync(join(folder.path, ".localcode/config.json"), "utf8");
  expect(JSON.parse(text)).toEqual({ permissions: [] });
  expect(started.grants.isWithdrawn(push)).toBe(true);
});

test("/permissions with a mode sets it, and a wrong one is told the modes there are", async () => {
  using folder = await tempFolder();
  const { config, started } = await open(folder);
  await using _ = started;
  const { desk, record } = deskWith({ config, started });
  await permissionsCommand.run("plan", desk);
  await permissionsCommand.run("fast", desk);
  expect(desk.permissionMode()).toBe("plan");
  expect(record.notices).toEqual([
    "The permission mode is plan now.",
    'There is no mode "fast". Modes: ask, auto-edit, plan, yolo.',
  ]);
});

test("/cost adds up tokens and times, and a local model costs nothing", async () => {
  using folder = await tempFolder();
  const usage = {
    inputTokens: 2_000,
    cachedTokens: 500,
    outputTokens: 100,
    prefillMs: 3_000,
    decodeMs: 10_000,
  };
  const lines = [
    { text: "One.", usage: { ...usage, cachedTokens: 0 } },
    { text: "Two.", usage },
  ];
  const { config, started } = await open(folder, lines);
  await using _ = started;
  await talk(started, "One?", "Two?");
  const { desk, record } = deskWith({ config, started });
  await costCommand.run("", desk);
  expect(record.printed[0]?.text).toBe(`- **Replies:** 2
- **Tokens read:** 4,000, of which 500 cached (13%)
- **Tokens written:** 200
- **Time reading:** 6.0 s, 583.3 tokens a second
- **Time writing:** 20 s, 10.0 tokens a second
- **Money:** 0: the model runs on this machine or network

Sub-agents are not counted in.`);
});

test("money is told where prices are configured, and not guessed where they are not", () => {
  const spent = {
    ...nothingSpent,
    inputTokens: 2_000_000,
    cachedTokens: 1_000_000,
    outputTokens: 100_000,
  };
  const prices = { input: 3, cached: 0.3, output: 15, currency: "EUR" };
  expect(costText(spent, false, prices)).toContain("- **Money:** 4.8000 EUR");
  expect(costText(spent, false, { input: 3, output: 15 })).toContain("- **Money:** 7.5000 USD");
  expect(costText(spent, false, undefined)).toContain(
    '- **Money:** not known: set "prices" in the configuration',
  );
});

test("/status says who speaks with whom, and where", async () => {
  using folder = await tempFolder();
  const { config, started } = await open(folder);
  await using _ = started;
  const { desk, record } = deskWith({ config, started });
  await statusCommand.run("", desk);
  const { identity } = started.conversation;
  const lines = record.printed[0]?.text.split("\n") ?? [];
  expect(lines.filter((line) => !line.startsWith("- **Sandbox"))).toEqual([
    "- **Model:** `qwen3`",
    "- **Runtime:** `llama-server`",
    "- **Server:** `http://127.0.0.1:8080, b6900 qwen3.gguf`",
    "- **Window:** `32,768 tokens (the test)`",
    `- **Session:** \`${identity.session}\``,
    `- **Log:** \`${identity.log}\``,
    `- **Folder:** \`${folder.path}\``,
    "- **Agent:** `default`",
    "- **Permissions:** `ask`",
    "- **Version:** `1.2.3`",
  ]);
  expect(lines.find((line) => line.startsWith("- **Sandbox"))).toStartWith(
    "- **Sandbox:** `none: ",
  );
});

test("/tools lists every tool with its effect and its first sentence", async () => {
  using folder = await tempFolder();
  const { config, started } = await open(folder);
  await using _ = started;
  const { desk, record } = deskWith({ config, started });
  await toolsCommand.run("", desk);
  const rows = record.printed[0]?.text.split("\n").slice(2) ?? [];
  expect(rows.length).toBe(started.tools.length);
  expect(rows.every((row) => /^\| `\w+` \| (read|write|execute) \| [^|]+\. \|$/.test(row))).toBe(
    true,
  );
});

test("/logs names the files of this session and how to follow them", async () => {
  using folder = await tempFolder();
  const { config, started } = await open(folder);
  await using _ = started;
  const { desk, record } = deskWith({ config, started });
  await logsCommand.run("", desk);
  const { log, session } = started.conversation.identity;
  const text = record.printed[0]?.text ?? "";
  expect(text).toContain(`\`${log}\``);
  expect(text).toContain(`tail -f "${log.replace(/jsonl$/, "log")}"\nlocalcode logs ${session}`);
});

test("/doctor finds what this machine has", async () => {
  using folder = await tempFolder();
  const { config } = await open(folder);
  const { desk, record } = deskWith({ config });
  await doctorCommand.run("", desk);
  expect(record.printed[0]?.text).toStartWith("- **machine**: ");
  expect(record.printed[0]?.text).toContain("\n- **configuration**: agent default");
});

test("/init sends the words for AGENTS.md, and only an agent that can write gets them", async () => {
  using folder = await tempFolder();
  const { config, started } = await open(folder);
  await using _ = started;
  const { desk, record } = deskWith({ config, started });
  await initCommand.run("Mind the migrations.", desk);
  expect(record.sent[0]).toStartWith("Write AGENTS.md for this project");
  expect(record.sent[0]).toEndWith("\n\nMind the migrations.");
  const reader = await open(folder, [], {}, { agent: "architect" });
  await using _reader = reader.started;
  const other = deskWith(reader);
  await initCommand.run("", other.desk);
  expect(other.record).toMatchObject({
    sent: [],
    notices: ["This agent cannot write files. Take another one with /agent."],
  });
});

test("where no model could be opened a command says so", async () => {
  using folder = await tempFolder();
  const { config } = await open(folder);
  const { desk, record } = deskWith({ config });
  const commands = [compactCommand, contextCommand, permissionsCommand, costCommand];
  for (const command of [...commands, statusCommand, toolsCommand, logsCommand, initCommand]) {
    await command.run("", desk);
  }
  const words = "No model is open. Choose one with /model.";
  expect(record.notices).toEqual(Array.from({ length: 8 }, () => words));
});
