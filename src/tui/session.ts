import type { Config } from "../app/config.ts";
import { showBranch } from "./branch.ts";
import type { Colours } from "./colours.ts";
import type { Desk } from "./command.ts";
import { commands } from "./commands/index.ts";
import { openCompletion } from "./completion.ts";
import { deedsOf } from "./deeds.ts";
import { deskOf } from "./desk.ts";
import { editDraft } from "./draft.ts";
import { promptOf } from "./editor.ts";
import type { TerminalOptions } from "./entry.ts";
import { type Files, openFiles } from "./files.ts";
import { type Frames, openFrames } from "./frames.ts";
import { greeting } from "./greeting.ts";
import { type History, openHistory } from "./history.ts";
import { type Input, openInput } from "./input.ts";
import { type Late, late } from "./late.ts";
import type { Leaving } from "./leaving.ts";
import { type Mounted, mount } from "./mount.ts";
import { withOwnCommands } from "./own-command.ts";
import { runInShell } from "./person-shell.ts";
import { openPrompting, type Prompting } from "./prompting.ts";
import { openSender, type Sender } from "./sender.ts";
import { openShell, type Shell } from "./shell.ts";
import type { Terminal } from "./terminal.ts";

export type Session = {
  readonly shell: Shell;
  readonly desk: Desk;
  readonly sender: Sender;
  readonly picture: Mounted;
  readonly files: Files;
};

/** What is there before the session is. */
export type Given = {
  readonly config: Config;
  readonly options: TerminalOptions;
  readonly leaving: Leaving;
  readonly terminal: Terminal;
  readonly colours: Colours;
};

/** A run that took longer has let the person look elsewhere. */
const notifyAfterMs = 10_000;

/** Makes the parts of the terminal and introduces them to each other. */
export function openSession(given: Given): Session {
  const { config, options, terminal, colours } = given;
  const history = openHistory(config.folders.state, config.folders.project);
  const picture = late<Mounted>("picture");
  const sender = late<Sender>("sender");
  const shell = openShell({
    config,
    options,
    history: history.entries,
    columns: () => size().columns,
    inbox: () => sender.get().inbox(),
    onQuestion: terminal.notify,
    onEnd: ({ ms, reason }) => {
      void showBranch(shell, shell.holder.config().cwd);
      if (ms > notifyAfterMs) terminal.notify(`localcode: the run has ended (${reason}).`);
    },
  });
  const { store } = shell;
  const frames = openFrames({ store, size, paint: colours.paint, alternate: options.altScreen });
  const prompting = openPrompting(shell);
  const desk = deskFor({ ...given, shell, picture, sender, prompting });
  sender.set(senderFor(shell, desk, prompting));
  const files: Files = openFiles(
    () => shell.holder.config().cwd,
    () => input.refresh(),
  );
  const input = inputFor({ ...given, shell, desk, sender, history, frames, picture, files });
  const { altScreen } = options;
  picture.set(mount({ frames, terminal, alternate: altScreen, ...input }));
  return { shell, desk, sender: sender.get(), picture: picture.get(), files };
}

function size() {
  return { columns: process.stdout.columns || 80, rows: process.stdout.rows || 24 };
}

type DeskNeeds = Given & {
  readonly shell: Shell;
  readonly picture: Late<Mounted>;
  readonly sender: Late<Sender>;
  readonly prompting: Prompting;
};

function deskFor(needs: DeskNeeds): Desk {
  const { shell, colours, picture, sender, leaving, config, prompting, options } = needs;
  const all = [...commands, ...options.commands];
  const { board } = shell;
  return deskOf(shell, {
    pen: () => ({ paint: colours.paint(), width: size().columns }),
    commands: () => withOwnCommands(all, shell.holder.config()),
    send: (text) => sender.get().submit(text, "run"),
    prompt: async (text) => await prompting.send(await prompting.prepare(text)),
    goOn: async () => await prompting.send(undefined),
    themeName: colours.name,
    async setTheme(name) {
      await colours.set(name);
      picture.get().redraw();
    },
    editOutside: async () => await editDraft(board, config.env, picture.get().suspend),
    clearScreen() {
      board.view({ type: "clear" });
      board.add(greeting(shell.holder.config(), options.version));
      picture.get().wipe();
    },
    suspend: async (run) => await picture.get().suspend(run),
    quit: () => leaving.leave(0),
  });
}

function senderFor(shell: Shell, desk: Desk, prompting: Prompting): Sender {
  return openSender(shell.board, desk, {
    prepare: prompting.prepare,
    prompt: prompting.send,
    shell: async (command) => await runInShell(shell, prompting.carry, command),
  });
}

type InputNeeds = Given & {
  readonly shell: Shell;
  readonly desk: Desk;
  readonly sender: Late<Sender>;
  readonly history: History;
  readonly frames: Frames;
  readonly picture: Late<Mounted>;
  readonly files: Files;
};

function inputFor(needs: InputNeeds): Input {
  const { shell, desk, sender, history, frames, picture, terminal, files } = needs;
  const { board, asking, turns } = shell;
  const completion = openCompletion(board, () => desk, files.menu);
  const deeds = deedsOf({
    board,
    desk,
    turns,
    frames,
    sender: sender.get(),
    redraw: () => picture.get().redraw(),
    focused: terminal.focused,
    takeTyped() {
      const text = promptOf(board.get().editor).trim();
      if (text === "") return "";
      const notice = history.add(text);
      if (notice !== undefined) board.notice(notice, "warning");
      board.edit({ type: "sent", text });
      return text;
    },
  });
  return openInput({ board, asking, completion, deeds });
}
