import type { Config } from "../app/config.ts";
import { failureOf } from "../app/failure.ts";
import { showBranch } from "./branch.ts";
import { commands } from "./commands/index.ts";
import type { TerminalOptions } from "./entry.ts";
import { greeting } from "./greeting.ts";
import { ownCommandNotices } from "./own-command.ts";
import type { Session } from "./session.ts";
import type { Terminal } from "./terminal.ts";

/** The first moments: a greeting, the model is opened, the old transcript is shown, the first prompt goes out. */
export async function begin(
  session: Session,
  config: Config,
  { version, resume, prompt, commands: more }: TerminalOptions,
  terminal: Terminal,
): Promise<void> {
  const { shell, sender } = session;
  const { board, holder } = shell;
  terminal.title(
    `localcode · ${config.folders.project
      .replace(/\/\.localcode$/, "")
      .split("/")
      .at(-1)}`,
  );
  board.add(greeting(config, version));
  for (const text of ownCommandNotices([...commands, ...more], config))
    board.notice(text, "warning");
  void showBranch(shell, config.cwd);
  if (resume.type === "pick") return sender.submit("/resume", "run");
  try {
    const { conversation } = await holder.ready();
    if (conversation.isLeftOpen()) {
      board.notice("That run was broken off. /continue goes on with it.", "warning");
    }
  } catch (error) {
    board.notice(failureOf(error).message, "error");
    board.notice("/model chooses another one; your next message tries again.");
  }
  if (prompt !== "") sender.submit(prompt, "run");
}
