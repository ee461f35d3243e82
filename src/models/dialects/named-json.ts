import { isObject } from "../../core/coerce.ts";
import { namedTool } from "../../core/find-tool.ts";
import { matchAt, open, type Page, prose, type Reading } from "./dialect.ts";
import { jsonAt } from "./json-text.ts";

export type NamedJson = {
  /** From the opener to the arguments; its first group is the name. */
  readonly header: RegExp;
  /** What a stream that breaks off inside the header looks like. */
  readonly begun: RegExp;
  /** What ends the call; part of it where it stands there. */
  readonly after: RegExp;
  /** Markup that ends arguments whose brackets do not close. */
  readonly closers: readonly string[];
};

/** A call whose name stands in markup and whose arguments are JSON. */
export function readNamedJson(page: Page, start: number, shape: NamedJson): Reading {
  const { text, tools } = page;
  const named = matchAt(shape.header, text, start);
  if (named === undefined) return matchAt(shape.begun, text, start) && !page.ended ? open : prose;
  const name = named.groups[0] ?? "";
  const tool = namedTool(tools, name);
  if (tool === undefined) return prose;
  const json = jsonAt(page, named.end, shape.closers);
  if (json.type !== "value") return { type: "open", tool };
  if (!isObject(json.value)) return prose;
  const end = matchAt(shape.after, text, json.end)?.end ?? json.end;
  return { type: "calls", calls: [{ tool, name, input: json.value }], end };
}

/** Reads blocks one after the other for as long as they are calls. */
export function readRepeated(
  start: number,
  readOne: (at: number) => Reading,
  goesOn: (at: number) => boolean,
): Reading {
  const first = readOne(start);
  if (first.type !== "calls") return first;
  let reading = first;
  while (goesOn(reading.end)) {
    const next = readOne(reading.end);
    if (next.type === "open") return next;
    if (next.type === "prose") return reading;
    reading = { ...next, calls: [...reading.calls, ...next.calls] };
  }
  return reading;
}
