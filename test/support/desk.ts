import type { Config } from "../../src/app/config.ts";
import type { Started } from "../../src/app/start.ts";
import type { AgentEvent } from "../../src/core/event.ts";
import type { PermissionMode } from "../../src/gates/decide.ts";
import type { Choice, Desk, PickOptions, Reopening } from "../../src/tui/command.ts";
import type { Pen } from "../../src/tui/paint.ts";

/** What a command did with its desk. */
export type DeskRecord = {
  readonly printed: { readonly title: string; readonly text: string }[];
  readonly drawn: (readonly string[])[];
  readonly notices: string[];
  readonly sent: string[];
  readonly events: AgentEvent[];
  readonly reopened: Reopening[];
  /** Labels of the choices of each list that was shown. */
  readonly offered: (readonly string[])[];
};

export type DeskOptions = {
  readonly config: Config;
  readonly started?: Started | undefined;
  readonly pen?: Pen;
  /** The labels that the person picks, one list after the other. */
  readonly picks?: readonly string[];
  readonly mode?: PermissionMode;
};

const plain: Pen = { paint: (_role, text) => text, width: 80 };

/** A desk without a screen: commands run for real, and what they show is kept. */
export function deskWith(options: DeskOptions): {
  readonly desk: Desk;
  readonly record: DeskRecord;
} {
  const { config, started, pen = plain } = options;
  const picks = [...(options.picks ?? [])];
  let mode = options.mode ?? "ask";
  const record: DeskRecord = {
    printed: [],
    drawn: [],
    notices: [],
    sent: [],
    events: [],
    reopened: [],
    offered: [],
  };
  const desk: Desk = {
    config: () => config,
    started: () => started,
    opened: async () => started,
    isBusy: () => false,
    commands: () => [],
    print: (title, text) => void record.printed.push({ title, text }),
    draw: (lines) => void record.drawn.push(lines(pen)),
    show: (event) => void record.events.push(event),
    notice: (text) => void record.notices.push(text),
    hint: () => undefined,
    pick: async <Value>({ choices }: PickOptions<Value>) => {
      record.offered.push(choices.map((choice: Choice<Value>) => choice.label));
      const label = picks.shift();
      return choices.find((choice) => choice.label === label)?.value;
    },
    watch: async ({ title, lines }) =>
      void record.printed.push({ title, text: lines().join("\n") }),
    badge: () => undefined,
    send: (text) => void record.sent.push(text),
    prompt: async (text) => void record.sent.push(text),
    write: () => undefined,
    goOn: () => Promise.resolve(),
    follow: async (begin) => {
      const events = begin(new AbortController().signal);
      for await (const event of events) record.events.push(event);
    },
    reopen: async (change) => void record.reopened.push(change),
    permissionMode: () => mode,
    setPermissionMode: (next) => {
      mode = next;
    },
    themeName: () => "none",
    setTheme: () => Promise.resolve(),
    editOutside: () => Promise.resolve(),
    clearScreen: () => undefined,
    suspend: (run) => run(),
    quit: () => undefined,
  };
  return { desk, record };
}
