import { expect, test } from "bun:test";
import { join } from "node:path";
import tokenizer from "llama3-tokenizer-js";
import { loadConfig } from "../../src/app/config.ts";
import { systemPrompt } from "../../src/app/system-prompt.ts";
import { toolsFor } from "../../src/app/toolbox.ts";
import { wireTools } from "../../src/models/wire.ts";
import type { ToolKit } from "../../src/tools/kit.ts";
import { kitWith } from "../support/kit.ts";
import { tempFolder } from "../support/temp.ts";

const tokens = (text: string) => tokenizer.encode(text, { bos: false, eos: false }).length;

async function promptTokens(agent: string, kit: Partial<ToolKit> = {}): Promise<number> {
  using folder = await tempFolder();
  const config = await loadConfig(folder.path, { HOME: folder.path }, { agent });
  const tools = await toolsFor(config.fields, config.folders, kitWith(kit));
  const system = systemPrompt(config, tools);
  return tokens(system) + tokens(JSON.stringify(wireTools(tools.map((tool) => tool.schema))));
}

test("system prompt and tools of the default agent are at most 1,500 tokens", async () => {
  expect(await promptTokens("default")).toBeLessThanOrEqual(1_500);
});

test("where a person can be asked, the tool for that adds at most 130 tokens, and none elsewhere", async () => {
  const askPerson = () => Promise.resolve({ type: "none" as const });
  const added = (await promptTokens("default", { askPerson })) - (await promptTokens("default"));
  expect(added).toBeGreaterThan(30);
  expect(added).toBeLessThanOrEqual(130);
  expect(await promptTokens("compact", { askPerson })).toBe(await promptTokens("compact"));
});

test("system prompt and tools of the compact agent are at most 700 tokens", async () => {
  expect(await promptTokens("compact")).toBeLessThanOrEqual(700);
});

test("system prompt and tools are the same bytes in two different folders", async () => {
  const texts = await Promise.all(
    ["one", "two"].map(async (name) => {
      using folder = await tempFolder({ [`${name}/AGENTS.md`]: `Rules of ${name}.` });
      const config = await loadConfig(join(folder.path, name), { HOME: folder.path }, {});
      const tools = await toolsFor(config.fields, config.folders, kitWith());
      return JSON.stringify([systemPrompt(config, tools), tools.map((tool) => tool.schema)]);
    }),
  );
  expect(texts[0]).toBe(texts[1] ?? "");
});
