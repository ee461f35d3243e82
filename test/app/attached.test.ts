import { expect, test } from "bun:test";
import { join } from "node:path";
import { attach } from "../../src/app/attach.ts";
import { loadConfig } from "../../src/app/config.ts";
import { runPersonCommand } from "../../src/app/person-command.ts";
import type { SettingsFile } from "../../src/app/settings.ts";
import { type Started, startConversation } from "../../src/app/start.ts";
import type { PromptInput } from "../../src/core/attachment.ts";
import { collect } from "../support/agent.ts";
import { type PlayedLine, type Player, startPlayer } from "../support/player.ts";
import { checkWire } from "../support/strict-wire.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;
const base64 = "iVBORw0KGgo=";
const files = { "app.py": "a = 1\n", "shot.png": Buffer.from(base64, "base64") };

async function startedAt(
  player: Player,
  folder: TempFolder,
  prefix: string,
  flags: SettingsFile = {},
): Promise<Started> {
  const config = await loadConfig(
    folder.path,
    { HOME: folder.path },
    {
      model: `${prefix}/played`,
      url: player.url,
      permission_mode: "auto-edit",
      sandbox: "none",
      logs: join(folder.path, ".logs"),
      ...flags,
    },
  );
  const options = { version: "0", resume: { type: "new" }, notice: () => {} } as const;
  return await startConversation(config, options, never);
}

async function prompt(
  { opened }: Started,
  folder: TempFolder,
  text: string,
): Promise<PromptInput & { readonly notices: readonly string[] }> {
  return await attach(text, { root: folder.path, budgetChars: 9_000, model: opened.model });
}

const edits: readonly PlayedLine[] = [
  { call: { name: "edit", input: { path: "app.py", old: "a = 1", new: "a = 2" } } },
  { text: "It is 2." },
];

test("a file that went along may be edited at once, and the log tells what the model read", async () => {
  using folder = await tempFolder(files);
  using player = startPlayer({ kind: "llama-server", lines: edits });
  await using started = await startedAt(player, folder, "llamacpp");
  const input = await prompt(started, folder, "Make it 2 in @app.py.");
  const { entries, outcome } = await collect(started.conversation.send(input, never));
  expect(outcome.ledger.changed).toEqual(["app.py"]);
  expect(entries.filter((one) => one.type === "result").map(({ result }) => result.failed)).toEqual(
    [undefined],
  );
  await started[Symbol.asyncDispose]();
  const log = started.conversation.identity.log.replace(/\.jsonl$/, ".log");
  expect(await Bun.file(log).text()).toContain(
    "Make it 2 in app.py.\n\nAttached file app.py:\n<file>\n   1| a = 1\n</file>\n",
  );
});

test("requests only grow, whatever goes along with the prompts", async () => {
  using folder = await tempFolder(files);
  using player = startPlayer({ kind: "llama-server", lines: edits, vision: true });
  await using started = await startedAt(player, folder, "llamacpp");
  const command = { command: "cat app.py", isPrivate: false };
  const place = { root: folder.path, env: { PATH: process.env.PATH } };
  const { attachment } = await runPersonCommand(command, place, never);
  const first = await prompt(started, folder, "Make it 2 in @app.py.");
  const second = await prompt(started, folder, "Does @shot.png show that?");
  const third = { text: "And this?", attachments: attachment ? [attachment] : [] };
  for (const input of [first, second, third]) {
    await collect(started.conversation.send(input, never));
  }
  expect(player.requests).toHaveLength(4);
  for (const [index, request] of player.requests.entries()) {
    checkWire(JSON.parse(request));
    const before = player.requests[index - 1]?.slice(0, -"]}".length) ?? "";
    expect(request).toStartWith(before);
  }
  expect(player.requests.at(-1)).toContain(
    `{"type":"image_url","image_url":{"url":"data:image/png;base64,${base64}"}}`,
  );
  expect(player.requests.at(-1)).toContain("I ran this command: cat app.py\\n<output>\\na = 1\\n");
});

const takes: readonly (readonly [
  kind: "llama-server" | "ollama",
  vision: boolean | undefined,
  set: boolean | undefined,
  sent: boolean,
])[] = [
  ["llama-server", true, undefined, true],
  ["llama-server", false, undefined, false],
  ["llama-server", undefined, undefined, true],
  ["llama-server", false, true, true],
  ["llama-server", undefined, false, false],
  ["ollama", true, undefined, true],
  ["ollama", false, undefined, false],
  ["ollama", false, true, true],
];

test.each(takes)(
  "%s that says %p of images, set to %p: sent is %p",
  async (kind, vision, set, sent) => {
    using folder = await tempFolder(files);
    const says = vision === undefined ? {} : { vision };
    using player = startPlayer({ kind, lines: [], ...says });
    const prefix = kind === "ollama" ? "ollama" : "llamacpp";
    await using started = await startedAt(
      player,
      folder,
      prefix,
      set === undefined ? {} : { images: set },
    );
    const image = { type: "image", name: "shot.png", mime: "image/png", base64 } as const;
    const input = { text: "Look.", attachments: [image] };
    const { entries } = await collect(started.conversation.send(input, never));
    expect(player.requests[0]?.includes(base64)).toBe(sent);
    const told = entries.flatMap((entry) => (entry.type === "notice" ? entry.text : []));
    expect(told.filter((text) => text.includes("has no image input"))).toHaveLength(sent ? 0 : 1);
  },
);
