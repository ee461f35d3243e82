import { expect, test } from "bun:test";
import { ConfigError } from "../../src/app/config-error.ts";
import { boardOn } from "../../src/tui/board.ts";
import type { Command } from "../../src/tui/command.ts";
import { type Deeds, openSender } from "../../src/tui/sender.ts";
import { firstState } from "../../src/tui/state.ts";
import { openStore } from "../../src/tui/store.ts";
import { deskWith } from "../support/desk.ts";

function senderWith(commands: readonly Command[], deeds: Partial<Deeds> = {}) {
  const board = boardOn(openStore(firstState([], "ask")), () => 80);
  const done: string[] = [];
  // Nothing of these lines looks at a configuration.
  const { desk } = deskWith({ config: {} as never });
  const sender = openSender(
    board,
    { ...desk, commands: () => commands },
    {
      prepare: async (text) => ({ text }),
      prompt: async ({ text }) => void done.push(`prompt ${text}`),
      shell: async ({ command, isPrivate }) =>
        void done.push(`shell ${isPrivate ? "private " : ""}${command}`),
      ...deeds,
    },
  );
  const busy = (isBusy: boolean) => board.update((state) => ({ ...state, isBusy }));
  const notices = () =>
    board.get().view.items.map((item) => (item.type === "notice" ? item.text : ""));
  return { board, sender, done, busy, notices };
}

function command(name: string, more: Partial<Command> = {}) {
  const ran: string[] = [];
  const run = (argument: string) => void ran.push(argument);
  return { command: { name, help: "", run, ...more } satisfies Command, ran };
}

test("a line is a command, a shell command or a prompt", async () => {
  const theme = command("theme");
  const { sender, done, notices } = senderWith([theme.command]);
  for (const line of ["/theme  dark", "!ls -l", "!! whoami", "/etc/hosts is odd", "Go on."]) {
    sender.submit(line, "call");
    await Bun.sleep(0);
  }
  expect(theme.ran).toEqual(["dark"]);
  expect(done).toEqual([
    "shell ls -l",
    "shell private whoami",
    "prompt /etc/hosts is odd",
    "prompt Go on.",
  ]);
  sender.submit("/thmee", "call");
  await Bun.sleep(0);
  expect(notices()).toEqual(["There is no command /thmee. Did you mean /theme?"]);
});

test("while the model works prompts go to it, commands wait, and some run at once", async () => {
  const clear = command("clear");
  const help = command("help", { whileBusy: true });
  const { sender, board, done, busy } = senderWith([clear.command, help.command]);
  busy(true);
  for (const line of ["Use bun.", "/clear", "/help"]) sender.submit(line, "call");
  sender.submit("Then test.", "run");
  await Bun.sleep(0);
  expect(help.ran).toEqual([""]);
  expect(board.get().queue.map(({ text, after }) => [text, after])).toEqual([
    ["Use bun.", "call"],
    ["/clear", "run"],
    ["Then test.", "run"],
  ]);
  expect(sender.inbox()).toEqual([{ text: "Use bun." }]);
  expect(sender.inbox()).toEqual([]);
  busy(false);
  sender.next();
  await Bun.sleep(5);
  expect([clear.ran, done]).toEqual([[""], ["prompt Then test."]]);
});

test("what waits comes back, the newest alone or all of it", () => {
  const { sender, busy, board } = senderWith([]);
  busy(true);
  for (const line of ["One.", "Two.", "Three."]) sender.submit(line, "run");
  expect(sender.takeBack()).toBe("Three.");
  expect(sender.takeBackAll()).toEqual(["One.", "Two."]);
  expect([sender.takeBack(), board.get().queue]).toEqual([undefined, []]);
});

test("a prompt that never got out comes back into the editor", async () => {
  const { sender, board, notices } = senderWith([], {
    prepare: () => Promise.reject(new ConfigError("No model server is running.")),
  });
  sender.submit("Fix it.", "call");
  await Bun.sleep(0);
  expect([board.get().editor.text, notices()]).toEqual([
    "Fix it.",
    ["No model server is running."],
  ]);
});
