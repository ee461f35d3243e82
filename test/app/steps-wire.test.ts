// What a server's prompt cache sees: through phases and stages each request begins with the one before.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import type { SettingsFile } from "../../src/app/settings.ts";
import { startConversation } from "../../src/app/start.ts";
import { isEntry } from "../../src/core/event.ts";
import { collect } from "../support/agent.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { checkWire } from "../support/strict-wire.ts";
import { tempFolder } from "../support/temp.ts";

const never = new AbortController().signal;
const call = (name: string, input: object): PlayedLine => ({ call: { name, input } });

test("over ten phase changes and a staged flow every request begins with the bytes of the one before", async () => {
  const turns = Array.from({ length: 12 }, (_, index) => call("grep", { pattern: `a${index}` }));
  const lines = [
    ...turns,
    { text: "It is 1." },
    call("read", { path: "app.py" }),
    { text: "- make a 2" },
    call("edit", { path: "app.py", old: "a = 1", new: "a = 2" }),
    { text: "It is 2." },
  ];
  using player = startPlayer({ kind: "llama-server", lines });
  using folder = await tempFolder({ "app.py": "a = 1\n" });
  const started = async (fields: SettingsFile, resume: "new" | "newest") => {
    const flags: SettingsFile = {
      url: player.url,
      permission_mode: "yolo",
      sandbox: "none",
      logs: join(folder.path, ".logs"),
      ...fields,
    };
    const config = await loadConfig(folder.path, { HOME: folder.path }, flags);
    const options = { version: "0", resume: { type: resume }, notice: () => {} } as const;
    return await startConversation(config, options, never);
  };
  let changes = 0;
  {
    await using one = await started({}, "new");
    const { conversation } = one;
    for await (const event of conversation.send("What is a?", never)) {
      if (event.type === "call" && changes < 10)
        conversation.setPhase(["context", "plan", "implement"][changes % 3] ?? "");
      if (isEntry(event) && event.type === "phase") changes += 1;
    }
  }
  const stages = ["plan", "implement"].map((id) => ({ id, allow_missing_done: true }));
  await using two = await started({ flow: stages }, "newest");
  const { outcome } = await collect(two.conversation.send("Change a to 2.", never));
  expect([changes, outcome.reason, player.requests.length]).toEqual([10, "done", 17]);
  for (const [index, request] of player.requests.entries()) {
    checkWire(JSON.parse(request));
    const before = player.requests[index - 1];
    if (before !== undefined)
      expect(request.startsWith(before.slice(0, -'"}]}'.length))).toBe(true);
  }
});
