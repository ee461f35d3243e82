import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig } from "../../src/app/config.ts";
import { lateSandbox } from "../../src/app/late-sandbox.ts";
import { bash, opens } from "../support/sandbox.ts";
import { tempFolder } from "../support/temp.ts";

test.skipIf(!(await opens("bwrap")))(
  "a command can change neither the logs nor what the user's next run obeys",
  async () => {
    using folder = await tempFolder({ "logs/a.jsonl": "a\n" });
    const logs = join(folder.path, "logs");
    const config = await loadConfig(folder.path, { HOME: join(folder.path, "home") }, { logs });
    await using late = lateSandbox("bwrap", config, () => undefined);
    const sandbox = await late.open();
    const script =
      "echo b >> logs/a.jsonl; mkdir -p home/.config/localcode/agents; echo kept > b.txt";
    await bash(sandbox, folder.path, script);
    expect(readFileSync(join(logs, "a.jsonl"), "utf8")).toBe("a\n");
    expect(readFileSync(join(folder.path, "b.txt"), "utf8")).toBe("kept\n");
    expect(readdirSync(join(folder.path, "home/.config/localcode"))).toEqual([]);
  },
);
