import {
  type Dialect,
  matchAt,
  open,
  type Page,
  prose,
  type Reading,
  skipSpace,
} from "./dialect.ts";
import { callsInJson, jsonAt, jsonHead } from "./json-text.ts";
import { type NamedJson, readNamedJson } from "./named-json.ts";

const opener = "[TOOL_CALLS]";

const named: NamedJson = {
  header: /\[TOOL_CALLS\]\s*([\w.:-]+)\s*(?:\[CALL_ID\]\s*[\w-]+\s*)?(?:\[ARGS\]\s*)?(?=\{)/y,
  begun:
    /\[TOOL_CALLS\]\s*[\w.:-]{0,80}\s*(?:\[CALL_ID\]\s*[\w-]{0,40}\s*)?(?:\[[A-Z_]{0,8}\]?)?\s*$/y,
  after: /\s*(?:<\/s>|\[\/TOOL_CALLS\])/y,
  closers: [opener, "</s>"],
};

/** Mistral and Devstral: a JSON array after the token, or since version 11 name and arguments. */
export const mistral: Dialect = {
  name: "Mistral",
  openers: [opener],
  read(page, start) {
    const at = skipSpace(page.text, start + opener.length);
    if (at === page.text.length) return open;
    return "[{".includes(page.text.charAt(at))
      ? readArray(page, at)
      : readNamedJson(page, start, named);
  },
};

function readArray(page: Page, start: number): Reading {
  const head = jsonHead(page, start);
  if (head.type === "no-call" && !/^\[?(?:CALL_ID|ARGS)?$/.test(page.text.slice(start)))
    return prose;
  const json = jsonAt(page, start, [opener, "</s>"]);
  if (json.type !== "value")
    return head.type === "named" ? { type: "open", tool: head.tool } : open;
  const calls = callsInJson(json.value, page.tools, false);
  if (calls === undefined) return prose;
  return { type: "calls", calls, end: matchAt(named.after, page.text, json.end)?.end ?? json.end };
}
