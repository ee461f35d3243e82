export type Part = { readonly type: "text" | "thinking"; readonly delta: string };

export type Mode =
  | { readonly type: "text" }
  | { readonly type: "thinking"; readonly until: readonly string[]; readonly keeps: boolean }
  | { readonly type: "calls"; readonly until: readonly string[] };

/** What a split has read so far. */
export type State = {
  pending: string;
  text: string;
  thinking: string;
  field: string | undefined;
  mode: Mode;
  parts: Part[];
};

/** Leaves the next characters out; always true. */
export function drop(state: State, length: number): boolean {
  state.pending = state.pending.slice(length);
  return true;
}

/** Moves the next characters to where they belong; always true. */
export function say(state: State, type: Part["type"], length: number, extra = ""): boolean {
  const delta = extra + state.pending.slice(0, length);
  state.pending = state.pending.slice(length);
  state[type] += delta;
  if (delta !== "") state.parts.push({ type, delta });
  return true;
}

/** True where only blanks stand before on the line, and no fence is open. */
export function beginsLine(text: string): boolean {
  return text.slice(text.lastIndexOf("\n") + 1).trim() === "" && !insideFence(text);
}

/** A tag in inline code or in a fence is talk about tags. */
export function isQuoted(text: string): boolean {
  return text.endsWith("`") || insideFence(text);
}

function insideFence(text: string): boolean {
  const fences = text.match(/^[^\S\n]*```/gm);
  return fences !== null && fences.length % 2 === 1;
}
