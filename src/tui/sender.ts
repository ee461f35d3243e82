import { failureOf } from "../app/failure.ts";
import { type PersonCommand, personCommandIn } from "../app/person-command.ts";
import type { PromptInput } from "../core/attachment.ts";
import { nearest } from "../lib/near.ts";
import type { Board } from "./board.ts";
import type { Command, Desk } from "./command.ts";
import type { Queued } from "./state.ts";

/** What is done with a line that was typed. */
export type Deeds = {
  /** What goes with a text: the files it mentions. */
  readonly prepare: (text: string) => Promise<PromptInput>;
  /** Sends a prompt and returns when its run has ended. */
  readonly prompt: (input: PromptInput) => Promise<void>;
  /** Runs a command of the person's own hand. */
  readonly shell: (command: PersonCommand) => Promise<void>;
};

/** Lines that were typed: done at once, or kept until what runs has ended. */
export type Sender = {
  submit(text: string, after: Queued["after"]): void;
  /** Prompts for the run that goes on; they are not queued any more. */
  inbox(): readonly PromptInput[];
  /** The newest waiting one comes back to be edited. */
  takeBack(): string | undefined;
  takeBackAll(): readonly string[];
  /** What waits is done, one after the other. */
  next(): void;
};

export function openSender(board: Board, desk: Desk, deeds: Deeds): Sender {
  let nextId = 1;
  /** Queued prompts whose files are read; one whose files are not goes with the next chance. */
  const prepared = new Map<number, PromptInput>();
  const find = (name: string): Command | undefined =>
    desk.commands().find((one) => one.name === name || one.aliases?.includes(name));
  const perform = async (text: string): Promise<void> => {
    const shell = personCommandIn(text);
    if (shell !== undefined) return await deeds.shell(shell);
    const typed = slash(text);
    const command = typed === undefined ? undefined : find(typed.name);
    if (typed !== undefined && command !== undefined)
      return await command.run(typed.argument, desk);
    if (typed !== undefined) return board.notice(unknown(typed.name, desk.commands()), "error");
    await deeds.prompt(await deeds.prepare(text));
  };
  const start = (text: string): void => {
    // Every failure of the world is told in a line of the transcript; our own bugs crash.
    void perform(text)
      .catch((error) => {
        board.notice(failureOf(error).message, "error");
        // A prompt that never got out is not lost.
        const isFree = board.get().editor.text === "";
        if (isFree && isPrompt(text)) board.edit({ type: "set", text });
      })
      .then(next);
  };
  const take = (which: (one: Queued) => boolean): readonly Queued[] => {
    const taken = board.get().queue.filter(which);
    if (taken.length > 0) {
      board.update((state) => ({ ...state, queue: state.queue.filter((one) => !which(one)) }));
    }
    return taken;
  };
  const prepareLater = async ({ id, text }: Queued): Promise<void> => {
    prepared.set(id, await deeds.prepare(text));
  };
  const next = (): void => {
    const { isBusy, queue } = board.get();
    const [first] = queue;
    if (isBusy || first === undefined) return;
    take((one) => one === first);
    start(first.text);
  };
  return {
    submit(text, after) {
      board.update((state) => ({ ...state, offer: undefined }));
      const typed = slash(text);
      const now = typed === undefined ? false : find(typed.name)?.whileBusy === true;
      if (!board.get().isBusy || now) return start(text);
      const queued = { id: nextId, text, after: isPrompt(text) ? after : "run" } as const;
      nextId += 1;
      board.update((state) => ({ ...state, queue: [...state.queue, queued] }));
      if (queued.after === "call") void prepareLater(queued);
    },
    inbox() {
      const taken = take(({ id, after }) => after === "call" && prepared.has(id));
      return taken.map(({ id, text }) => prepared.get(id) ?? { text });
    },
    takeBack() {
      const last = board.get().queue.at(-1);
      return take((one) => one === last)[0]?.text;
    },
    takeBackAll: () => take(() => true).map(({ text }) => text),
    next,
  };
}

/** "/hepl me" is a command, "/usr/bin/x is missing" a prompt. */
function slash(text: string): { readonly name: string; readonly argument: string } | undefined {
  const found = /^\/([^\s/]+)(?:\s+([\s\S]*))?$/.exec(text.trim());
  return found === null ? undefined : { name: found[1] ?? "", argument: (found[2] ?? "").trim() };
}

function isPrompt(text: string): boolean {
  return personCommandIn(text) === undefined && slash(text) === undefined;
}

function unknown(name: string, commands: readonly Command[]): string {
  const names = commands.flatMap(({ name: one, aliases = [] }) => [one, ...aliases]);
  const near = nearest(name, names, 1)[0];
  const fix = near === undefined ? "/help lists what there is." : `Did you mean /${near}?`;
  return `There is no command /${name}. ${fix}`;
}
