import type { Config } from "../app/config.ts";
import type { Item } from "./item.ts";

/** The first thing on an empty screen. */
export function greeting({ cwd, agent, env }: Config, version: string): Item {
  const home = env.HOME ?? "";
  const isBelowHome = home !== "" && cwd.startsWith(`${home}/`);
  const folder = isBelowHome ? `~${cwd.slice(home.length)}` : cwd;
  const text = `**localcode ${version}** in ${folder}, agent ${agent.key}. /help lists keys and commands.`;
  return { type: "panel", title: "", text };
}
