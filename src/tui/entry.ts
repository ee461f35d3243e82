import type { Config } from "../app/config.ts";
import type { StartOptions } from "../app/start.ts";
import { begin } from "./begin.ts";
import { openColours } from "./colours.ts";
import type { Command } from "./command.ts";
import { inkReady } from "./ink-ready.ts";
import { openLeaving } from "./leaving.ts";
import { openSession, type Session } from "./session.ts";
import { openTerminal } from "./terminal.ts";

export type TerminalOptions = {
  readonly version: string;
  readonly resume: StartOptions["resume"] | { readonly type: "pick" };
  readonly git: Promise<string>;
  /** Sent at once. */
  readonly prompt: string;
  /** A view as tall as the screen, with a scroll position of its own. */
  readonly altScreen: boolean;
  /** Commands of other faces. */
  readonly commands: readonly Command[];
  /** Ends what they have going on; the sentences are said last. */
  readonly onLeave: () => Promise<readonly string[]>;
};

/** A run that is being stopped as the person leaves may end its record so long. */
const lastWordMs = 2_000;

/** Opens the terminal interface; returns the exit code when the person has left. */
export async function openTerminalUi(config: Config, options: TerminalOptions): Promise<number> {
  await inkReady;
  const leaving = openLeaving();
  const terminal = openTerminal(process.stdout, config.fields.notifications ?? true);
  const colours = await openColours(config);
  const session = openSession({ config, options, leaving, terminal, colours });
  if (colours.complaint !== undefined) session.shell.board.notice(colours.complaint, "warning");
  void begin(session, config, options, terminal);
  const code = await leaving.asked;
  await close(session, options.onLeave);
  leaving.close();
  return code;
}

async function close(
  { shell, picture, files }: Session,
  onLeave: TerminalOptions["onLeave"],
): Promise<void> {
  const { turns, holder, store } = shell;
  turns.interrupt();
  await atMost(lastWordMs, turns.quiet());
  const conversation = holder.started()?.conversation;
  const said = conversation !== undefined && conversation.entries().length > 0;
  await picture.close();
  store.close();
  files[Symbol.dispose]();
  await holder.close();
  for (const text of await onLeave()) process.stdout.write(`${text}\n`);
  if (said) process.stdout.write(`localcode -r ${conversation.identity.session} goes on here.\n`);
}

/** A timer that is left behind would keep the process for as long as it runs. */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([work, late.promise]);
  clearTimeout(timer);
}
