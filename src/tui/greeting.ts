import type { Config } from "../app/config.ts";
import type { Item } from "./item.ts";
import { shortPath } from "./short-path.ts";

/** The first thing on an empty screen. */
export function greeting({ cwd, agent, env }: Config, version: string): Item {
  const text = `**localcode ${version}** in ${shortPath(cwd, env)}, agent ${agent.key}. /help lists keys and commands.`;
  return { type: "panel", title: "", text };
}
