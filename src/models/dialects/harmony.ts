import { isObject } from "../../core/coerce.ts";
import { namedTool } from "../../core/find-tool.ts";
import type { Tool } from "../../core/tool.ts";
import { type Dialect, matchAt, open, type Page, prose, type Reading } from "./dialect.ts";
import { jsonAt } from "./json-text.ts";

const word =
  /\s+|<\|start\|>|<\|channel\|>|<\|constrain\|>|<\|message\|>|assistant|analysis|commentary|final|json|code|to=(?:functions[.:/]|tools?\.)?([\w.:-]+)/y;
const wordBegun = /<?\|?[\w.:=|-]{0,80}>?$/y;
const endMark = /\s*<\|(?:call|end|return)\|>/y;
const longestHeader = 300;

/** Channels with a recipient: gpt-oss. The control tokens may have been stripped by the server. */
export const harmony: Dialect = {
  name: "Harmony",
  openers: [
    "<|start|>assistant",
    "<|channel|>",
    "assistantcommentary to=",
    "assistantanalysis to=",
    "commentary to=",
    "analysis to=",
    "to=functions.",
  ],
  read(page, start) {
    const { text, tools } = page;
    let at = start;
    let name: string | undefined;
    for (let found = matchAt(word, text, at); found; found = matchAt(word, text, at)) {
      name ??= found.groups[0];
      at = found.end;
    }
    const tool = name === undefined ? undefined : recipient(tools, name);
    if (name !== undefined && tool !== undefined) return readBody(page, at, tool, name);
    const isBegun = at - start < longestHeader && matchAt(wordBegun, text, at) !== undefined;
    return isBegun && !page.ended ? open : prose;
  },
};

/** Tools that gpt-oss was trained with and that are not ours, whatever ours are called. */
const ownTools = /^(?:browser|python)\b/;

/** Where the tokens were stripped, the next word of the header sticks to the name. */
function recipient(tools: readonly Tool[], name: string): Tool | undefined {
  if (ownTools.test(name)) return undefined;
  return namedTool(tools, name) ?? namedTool(tools, bareName(name));
}

function bareName(name: string): string {
  return name.replace(/(?:json|code|commentary|analysis)+$/, "");
}

function readBody(page: Page, start: number, tool: Tool, written: string): Reading {
  const name = namedTool([tool], written) ? written : bareName(written);
  const none = matchAt(endMark, page.text, start);
  if (none !== undefined)
    return { type: "calls", calls: [{ tool, name, input: {} }], end: none.end };
  const json = jsonAt(page, start, ["<|call|>", "<|end|>", "<|start|>"]);
  if (json.type === "open") return { type: "open", tool };
  if (json.type === "broken") return { type: "open", tool };
  if (!isObject(json.value)) return prose;
  const end = matchAt(endMark, page.text, json.end)?.end ?? json.end;
  return { type: "calls", calls: [{ tool, name, input: json.value }], end };
}
