import type { Config } from "../app/config.ts";
import { ConfigError } from "../app/config-error.ts";
import { isTerminal } from "../lib/terminal.ts";
import { benchInTerminal } from "./bench-in-terminal.ts";
import type { Written } from "./flags.ts";
import { noPicker, resumeOf } from "./resume.ts";

export type Conversing = {
  readonly written: Written;
  readonly config: Config;
  readonly version: string;
  readonly git: Promise<string>;
  readonly prompt: string;
  readonly notice: (text: string) => void;
};

/** Whether the screen is for an interface, or for plain lines. */
export async function drawsScreen({ flags }: Written, env: Config["env"]): Promise<boolean> {
  if (flags.has("screen-reader") || env.TERM === "dumb") return false;
  return await isTerminal(1);
}

/** Talks with the person at the terminal until they leave; returns the exit code. */
export async function converse(conversing: Conversing): Promise<number> {
  const { written, config, version, git, prompt, notice } = conversing;
  const resume = resumeOf(written);
  if (await drawsScreen(written, config.env)) {
    const { openTerminalUi } = await import("../tui/entry.ts");
    const altScreen = written.flags.has("alt-screen");
    const bench = benchInTerminal(config);
    return await openTerminalUi(config, {
      version,
      git,
      prompt,
      resume,
      altScreen,
      commands: [bench.command],
      onLeave: bench.close,
    });
  }
  if (resume.type === "pick") throw new ConfigError(noPicker);
  const { talk } = await import("../headless/lines.ts");
  return await talk(config, { version, git, resume, notice }, prompt);
}
