import { attach, attachmentRoom } from "../app/attach.ts";
import { bareRule } from "../app/bare-rule.ts";
import { openRateBook, rateKey } from "../app/rate-book.ts";
import type { Started } from "../app/start.ts";
import type { Attachment, PromptInput } from "../core/attachment.ts";
import type { AgentEvent } from "../core/event.ts";
import { type LearnRates, learning } from "./learning.ts";
import type { Shell } from "./shell.ts";

/** Sends prompts with all that goes with them. */
export type Prompting = {
  /** The text with the files it mentions. */
  prepare(text: string): Promise<PromptInput>;
  /** Without a prompt it goes on with a run that was broken off. Returns when the run has ended. */
  send(input: PromptInput | undefined): Promise<void>;
  /** Goes with the next prompt. */
  carry(attachment: Attachment): void;
};

export function openPrompting({ board, holder, turns }: Shell): Prompting {
  const carried: Attachment[] = [];
  const book = openRateBook(holder.config().folders, (text) => board.notice(text, "warning"));
  const showCarried = (): void =>
    board.update((state) => ({ ...state, carried: carried.map(({ name }) => name) }));
  const learn = ({ opened }: Started): LearnRates => {
    const key = rateKey({ runtime: opened.runtime, model: opened.modelName });
    const show = (): void =>
      board.update((state) => ({ ...state, facts: { ...state.facts, rates: book.of(key) } }));
    show();
    return (sample) => {
      book.learn(key, sample);
      show();
    };
  };
  return {
    async prepare(text) {
      const started = await holder.ready();
      const { cwd, fields } = holder.config();
      const {
        attachments,
        notices,
        text: shown,
      } = await attach(text, {
        root: cwd,
        budgetChars: attachmentRoom(started.conversation.window),
        model: started.opened.model,
        rules: (fields.permissions ?? []).map(bareRule),
        ...(fields.read_format === undefined ? {} : { format: fields.read_format }),
      });
      for (const notice of notices) board.notice(notice, "warning");
      return { text: shown, attachments };
    },
    async send(input) {
      await turns.run(async (signal): Promise<AsyncIterable<AgentEvent>> => {
        const started = await holder.ready();
        signal.throwIfAborted();
        const more = carried.splice(0);
        showCarried();
        const whole =
          input === undefined
            ? undefined
            : { text: input.text, attachments: [...more, ...(input.attachments ?? [])] };
        const events = started.conversation.send(whole, signal);
        return learning(events, learn(started));
      });
    },
    carry(attachment) {
      carried.push(attachment);
      showCarried();
    },
  };
}
