import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ConfigError } from "../../app/config-error.ts";
import type { Folders } from "../../app/folders.ts";
import { readJsonObject } from "../../app/read-json.ts";
import { codeOf } from "../../lib/file-error.ts";
import { type AgentProgram, agentProgram } from "./agent-program.ts";
import aider from "./agents/aider.json" with { type: "json" };
import claude from "./agents/claude.json" with { type: "json" };
import codex from "./agents/codex.json" with { type: "json" };
import crush from "./agents/crush.json" with { type: "json" };
import gemini from "./agents/gemini.json" with { type: "json" };
import goose from "./agents/goose.json" with { type: "json" };
import littleCoder from "./agents/little-coder.json" with { type: "json" };
import opencode from "./agents/opencode.json" with { type: "json" };
import pi from "./agents/pi.json" with { type: "json" };
import qwenCode from "./agents/qwen-code.json" with { type: "json" };

const ours = [
  ...[opencode, claude, codex, pi, littleCoder],
  ...[crush, qwenCode, gemini, aider, goose],
];

/** Other agents' command lines; a project's hides the user's, and that one of ours. Throws ConfigError. */
export function agentPrograms(folders: Folders): readonly AgentProgram[] {
  const own = [folders.project, folders.user].flatMap((folder) => ownIn(join(folder, "harnesses")));
  const all = [...own, ...ours.map((agent) => agentProgram.parse(agent))];
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}

function ownIn(folder: string): readonly AgentProgram[] {
  return jsonFiles(folder).map((file) => {
    const read = agentProgram.safeParse(readJsonObject(join(folder, file)));
    if (read.success) return read.data;
    const { path = [], message = "" } = read.error.issues[0] ?? {};
    const where = path.length === 0 ? "" : ` ${path.join(".")}:`;
    throw new ConfigError(`${join(folder, file)} describes no agent:${where} ${message}.`);
  });
}

function jsonFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json"));
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}
