import type { ToolWords } from "../core/tool.ts";
import { fill } from "../lib/template.ts";

/** Fills a feedback text of tools/<name>.json. */
export type ToolSay = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export function sayWith(words: ToolWords): ToolSay {
  return (key, values) => {
    const text = words.feedback[key];
    if (text === undefined) throw new Error(`tools/${words.name}.json lacks feedback "${key}".`);
    return fill(text, values ?? {});
  };
}
