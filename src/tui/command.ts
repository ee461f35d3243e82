import type { Config } from "../app/config.ts";
import type { SettingsFile } from "../app/settings.ts";
import type { Started } from "../app/start.ts";
import type { AgentEvent } from "../core/event.ts";
import type { PermissionMode } from "../gates/decide.ts";
import type { NoticeLevel } from "./item.ts";
import type { Pen } from "./paint.ts";

/** `/name argument` of the terminal. One file in commands/ and one line in its list. */
export type Command = {
  /** Without the slash. */
  readonly name: string;
  readonly aliases?: readonly string[];
  /** How its argument is written in the menu, for example "[focus]"; absent where there is none. */
  readonly argument?: string;
  /** One line for the menu and /help. */
  readonly help: string;
  /** True where it may run while the model works; others wait until the run ends. */
  readonly whileBusy?: true;
  /** Words that may stand as its argument, for completion. */
  complete?(desk: Desk): Promise<readonly string[]> | readonly string[];
  /** Throws what `failureOf` makes one line of. */
  run(argument: string, desk: Desk): Promise<void> | void;
};

export type Choice<Value> = {
  readonly value: Value;
  /** What is searched and shown first. */
  readonly label: string;
  /** Dimmed, after the label. */
  readonly detail?: string;
};

export type PickOptions<Value> = {
  readonly title: string;
  readonly choices: readonly Choice<Value>[];
  /** Where the choice stands at first. */
  readonly selected?: number;
  /** Said where there is nothing to choose. */
  readonly empty: string;
  /** Shown while one is selected, before it is taken: a live preview. */
  readonly onMove?: (value: Value) => void;
  /** Keys that do something else with the selected one, for example d to delete; true leaves it out from now on. */
  readonly keys?: readonly PickKey<Value>[];
};

export type PickKey<Value> = {
  readonly key: string;
  readonly label: string;
  /** Asked for before it is done. */
  readonly confirm?: string;
  readonly run: (value: Value) => Promise<boolean> | boolean;
};

/** A panel whose lines change while it is open. */
export type WatchOptions = {
  readonly title: string;
  readonly lines: () => readonly string[];
  readonly keys?: readonly PickKey<undefined>[];
};

/** A folder beside the one that the terminal was opened in, and what holds there alone. */
export type Place = { readonly cwd: string; readonly fields: SettingsFile };

/** What of the conversation is to be another one; what is absent stays. */
export type Reopening = {
  /** Fields over those of the configuration, as flags are: model, agent, sandbox … */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly agent?: string;
  /** The session to go on with; "new" begins an empty one. Absent: this one, whole. */
  readonly session?: "new" | { readonly id: string; readonly upTo?: number };
  /** Where it works from now on, until another session is asked for. */
  readonly place?: Place;
};

/** What a command may do. */
export interface Desk {
  readonly config: () => Config;
  /** The open conversation; undefined while the model is being opened. */
  readonly started: () => Started | undefined;
  /** The same, after waiting for a model that is being opened; undefined where none could be. */
  opened(): Promise<Started | undefined>;
  readonly isBusy: () => boolean;
  readonly commands: () => readonly Command[];
  /** Markdown, into the transcript. */
  print(title: string, text: string): void;
  /** Lines that are drawn already, made for the width there is. */
  draw(lines: (pen: Pen) => readonly string[]): void;
  notice(text: string, level?: NoticeLevel): void;
  /** An event of the conversation that came outside of a run. */
  show(event: AgentEvent): void;
  pick<Value>(options: PickOptions<Value>): Promise<Value | undefined>;
  /** Returns when the person leaves the panel, or one of its keys closes it by answering true. */
  watch(options: WatchOptions): Promise<void>;
  /** Something that goes on, at the end of the status line; "" takes it away. */
  badge(text: string): void;
  /** Sends a prompt as if it had been typed. */
  send(text: string): void;
  /** Sends a prompt now, and returns when its run has ended. */
  prompt(text: string): Promise<void>;
  /** Puts a text into the editor, which keeps what stood there for undo. */
  write(text: string): void;
  /** Goes on with a run that was broken off. */
  goOn(): Promise<void>;
  /** Shows a run of the model, which Esc stops; returns when it has ended. */
  follow(begin: (signal: AbortSignal) => AsyncIterable<AgentEvent>): Promise<void>;
  reopen(change: Reopening): Promise<void>;
  readonly permissionMode: () => PermissionMode;
  setPermissionMode(mode: PermissionMode): void;
  readonly themeName: () => string;
  /** Throws ConfigError where there is no such theme, or its file is wrong. */
  setTheme(name: string): Promise<void>;
  /** Said in the status line for a moment. */
  hint(text: string): void;
  /** The draft goes into the person's own editor. */
  editOutside(): Promise<void>;
  /** Draws everything anew, on an empty screen. */
  clearScreen(): void;
  /** Runs a program on this terminal, which is given back afterwards. */
  suspend(run: () => Promise<void>): Promise<void>;
  quit(): void;
}
