import type { Nudge } from "../core/agent.ts";
import { fill } from "../lib/template.ts";
import type { NudgeWords } from "./words.ts";

const steps =
  "read|look|check|open|examine|inspect|search|find|list|run|execute|edit|update|fix|modify|change|create|write|add|implement|apply|start|begin|test|verify|view|see|explore|make|use|call|refactor|rewrite|replace|remove|delete|rename|move|try|continue|proceed|investigate|analy[sz]e|review|locate|grep|get|fetch|take";

const announcement = new RegExp(
  `^(?:(?:ok(?:ay)?|alright|great|good|perfect|sure|now|next|first|then|so|finally|and)[,.!:]? +)*(?:let me|let's|i'll|i will|i'm going to|i am going to|i need to|i should|we need to|we should|i'm now going to|now i)(?: (?:now|first|also|then|next|start by|begin by|go ahead and|try to|quickly|just))* (?:${steps})(?:ing)?\\b`,
  "i",
);

const callMarkup =
  /<\/?tool_call|<function=|<\|tool_call|\[TOOL_CALLS\]|<\|python_tag\|>|<｜|<\|channel\|>|\bto=functions\.|<invoke name=|<arg_key>/;

const jsonCall = /^\s*[[{][\s\S]*"(?:name|tool|function)"\s*:[\s\S]*"(?:arguments|parameters)"\s*:/;

const longestLine = 400;

/** Speaks when the text announces a call, or holds the unread remains of one, and makes none. */
export function announcedNudge(words: NudgeWords, limit: number): Nudge {
  return {
    name: "announced",
    limit,
    ask: ({ reply, tools }) => {
      if (tools.length === 0) return undefined;
      const { text } = reply.message;
      const names = tools.map((tool) => tool.schema.name).join(", ");
      if (holdsUnreadCall(text)) return fill(words.unread_call, { tools: names });
      return endsWithAnnouncement(text) ? words.announced : undefined;
    },
  };
}

/** Markup in inline code or a fence is talk about calls; a fence that is the whole reply is a call. */
function holdsUnreadCall(text: string): boolean {
  const only = /^\s*```\w*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
  const bare = only.replace(/```[\s\S]*?```/g, "").replace(/`[^`\n]*`/g, "");
  return callMarkup.test(bare) || jsonCall.test(bare);
}

function endsWithAnnouncement(text: string): boolean {
  const last = text.trimEnd().split("\n").at(-1)?.trim().replace(/’/g, "'") ?? "";
  if (last.length > longestLine || /[?]$/.test(last)) return false;
  const sentence = last.split(/(?<=[.!]) +/).at(-1) ?? "";
  return announcement.test(sentence) && !/\b(?:you|your)\b/i.test(sentence);
}
