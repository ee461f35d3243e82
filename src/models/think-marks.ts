import { beginningsOf } from "./beginnings.ts";
import { dialects } from "./dialects/index.ts";

export type ThinkTag = { readonly open: string; readonly close: string };

/** How models mark their thinking where the server does not take it out. */
export const thinkTagList: readonly ThinkTag[] = [
  { open: "<think>", close: "</think>" },
  { open: "<thinking>", close: "</thinking>" },
  { open: "<thought>", close: "</thought>" },
  { open: "<reasoning>", close: "</reasoning>" },
  { open: "<seed:think>", close: "</seed:think>" },
  { open: "[THINK]", close: "[/THINK]" },
  { open: "<|START_THINKING|>", close: "<|END_THINKING|>" },
  { open: "◁think▷", close: "◁/think▷" },
  { open: "<|channel>thought", close: "<channel|>" },
];

/** What begins or ends a message of gpt-oss. */
export const harmonyStarts: readonly string[] = ["<|start|>", "<|channel|>"];
export const harmonyEnds: readonly string[] = ["<|end|>", "<|return|>"];
export const harmonyField = "<|channel|>analysis";

/** From one of these on everything belongs to calls: their arguments may hold any tag. */
export const callMarks: readonly string[] = [
  ...new Set(dialects.flatMap((dialect) => dialect.openers)),
].filter((opener) => opener.length > 3 && !harmonyStarts.some((mark) => opener.startsWith(mark)));

const literals = [
  ...thinkTagList.flatMap((tag) => [tag.open, tag.close]),
  ...harmonyStarts,
  ...harmonyEnds,
  ...callMarks,
];

const anyMark = new RegExp(literals.map(escaped).join("|"), "g");

export type Mark = { readonly text: string; readonly at: number };

export function firstMark(text: string): Mark | undefined {
  anyMark.lastIndex = 0;
  const found = anyMark.exec(text);
  return found === null ? undefined : { text: found[0], at: found.index };
}

/** Characters at the end of a text that may be the beginning of a mark. */
export const markBegun = beginningsOf(literals);

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
