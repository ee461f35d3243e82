import type { ReadFormat } from "../kit.ts";
import { linesOf } from "../lines.ts";
import type { ToolSay } from "../say.ts";
import { showLines } from "./show.ts";
import { newFault } from "./syntax.ts";

export type Rewrite = {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly format: ReadFormat;
  readonly say: ToolSay;
};

const around = 3;

/** Says that a change would break a valid program, and where; undefined where it does not. */
export function syntaxRefusal({ path, before, after, format, say }: Rewrite): string | undefined {
  const fault = newFault(path, before, after);
  if (fault === undefined) return undefined;
  const { line, message } = fault;
  if (line === undefined) return say("syntax", { path, at: "", message });
  const range = { start: line - 1 - around, end: line + around };
  const lines = showLines(linesOf(after), range, format);
  const refused = say("syntax", { path, at: say("syntax_at", { line }), message });
  return `${refused}\n${say("syntax_lines", { lines })}`;
}
