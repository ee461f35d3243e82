import type { ModelDelta } from "../core/model.ts";
import type { Tool } from "../core/tool.ts";
import { nextOpener, openerBegins, readAt } from "./find-calls.ts";

/** Shows a stream's text as it comes, but for what may be a call. */
export type TextScreen = {
  /** What may be shown now. */
  add(delta: string): readonly ModelDelta[];
  /** All that was added. */
  readonly text: string;
  /** How much of it has been shown. */
  readonly shown: number;
};

/** A call names its tool within this many characters, or it is none. */
const longestHeader = 2_000;

export function textScreen(tools: readonly Tool[]): TextScreen {
  let text = "";
  let shown = 0;
  let calling: string | undefined;

  const showTo = (end: number): readonly ModelDelta[] => {
    const delta = text.slice(shown, end);
    shown = Math.max(shown, end);
    return delta === "" ? [] : [{ type: "text", delta }];
  };

  const advance = (): readonly ModelDelta[] => {
    const deltas: ModelDelta[] = [];
    for (let at = nextOpener(text, shown); at !== undefined; at = nextOpener(text, shown)) {
      deltas.push(...showTo(at));
      const opened = openedAt(text, at, tools);
      if (opened === "undecided") return deltas;
      if (opened !== "prose") {
        calling = opened.name;
        return [...deltas, { type: "calling", name: calling, delta: text.slice(at) }];
      }
      deltas.push(...showTo(at + 1));
    }
    return [...deltas, ...showTo(openerBegins(text, shown))];
  };

  return {
    add(delta) {
      text += delta;
      return calling === undefined ? advance() : [{ type: "calling", name: calling, delta }];
    },
    get text() {
      return text;
    },
    get shown() {
      return shown;
    },
  };
}

type Opened = "prose" | "undecided" | { readonly name: string };

function openedAt(text: string, at: number, tools: readonly Tool[]): Opened {
  const { reading } = readAt({ text, tools, ended: false }, at);
  if (reading.type === "calls") return { name: reading.calls[0]?.name ?? "" };
  if (reading.type === "open" && reading.tool) return { name: reading.tool.schema.name };
  const isShort = text.length - at < longestHeader;
  return reading.type === "open" && isShort ? "undecided" : "prose";
}
