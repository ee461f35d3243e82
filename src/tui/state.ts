import type { Rates } from "../app/reading-rate.ts";
import type { PermissionMode } from "../gates/decide.ts";
import { type Editor, emptyEditor } from "./editor.ts";
import type { Menu } from "./menu.ts";
import type { Overlay } from "./overlay.ts";
import { emptyView, type View } from "./view.ts";

/** Everything that is on the screen. */
export type State = {
  readonly view: View;
  readonly editor: Editor;
  readonly menu: Menu | undefined;
  /** The first is the one that gets the keys. */
  readonly overlays: readonly Overlay[];
  /** Prompts typed while the model works. */
  readonly queue: readonly Queued[];
  /** What Enter does on an empty line, before anything was sent. */
  readonly offer: Offer | undefined;
  /** What goes with the next prompt, as short labels. */
  readonly carried: readonly string[];
  readonly facts: Facts;
  readonly mode: PermissionMode;
  readonly isBusy: boolean;
  readonly isUnfolded: boolean;
  readonly isThinkingShown: boolean;
  /** Said in the status line until then. */
  readonly hint: { readonly text: string; readonly untilMs: number } | undefined;
  /** Something that goes on beside the conversation; "" for nothing. */
  readonly badge: string;
  /** Lines that the transcript is scrolled up, on a screen of its own. */
  readonly scrolled: number;
  /** Items that there were when it was scrolled; what came since is below. */
  readonly scrolledAt: number;
};

export type Offer = {
  /** In the place of what is typed. */
  readonly text: string;
  readonly command: string;
};

export type Queued = {
  readonly id: number;
  readonly text: string;
  /** `call`: after the call that runs. `run`: when the run has ended. */
  readonly after: "call" | "run";
};

/** What is known of the conversation that is open. */
export type Facts = {
  readonly agent: string;
  readonly model: string;
  readonly runtime: string;
  readonly window: number;
  readonly sandbox: string;
  /** When the conversation was opened. */
  readonly phase: string;
  readonly branch: string;
  /** Tokens of the next request before anything is sent. */
  readonly used: number;
  /** Learned of this model. */
  readonly rates: Rates;
};

export const noFacts: Facts = {
  agent: "",
  model: "",
  runtime: "",
  window: 0,
  sandbox: "",
  phase: "",
  branch: "",
  used: 0,
  rates: {},
};

export function firstState(history: readonly string[], mode: PermissionMode): State {
  return {
    view: emptyView,
    editor: emptyEditor(history),
    menu: undefined,
    overlays: [],
    queue: [],
    offer: undefined,
    carried: [],
    facts: noFacts,
    mode,
    isBusy: false,
    isUnfolded: false,
    isThinkingShown: false,
    hint: undefined,
    badge: "",
    scrolled: 0,
    scrolledAt: 0,
  };
}
