import type { Session } from "../read.ts";
import { headline, type Part, partsOf } from "./parts.ts";

/** The conversation as Markdown, calls folded where the reader's program can fold. */
export function exportMarkdown(session: Session): string {
  const { header } = session;
  const blocks = partsOf(session).map(block);
  return `${[`# Session ${header.id}`, headline(session), ...blocks].join("\n\n")}\n`;
}

function block(part: Part): string {
  switch (part.type) {
    case "prompt":
      return `## Prompt\n\n${part.text}`;
    case "reply": {
      const thinking = part.thinking.trim() === "" ? [] : [folded("Thinking", part.thinking, "")];
      return [...thinking, part.text].filter((text) => text.trim() !== "").join("\n\n");
    }
    case "call": {
      const title = `${part.title}${part.failed ? " (failed)" : ""}`;
      const inner = [fenced(part.input, "json"), fenced(part.output, "")];
      const diff = part.diff === "" ? [] : [fenced(part.diff, "diff")];
      return details(title, [...inner, ...diff].join("\n\n"));
    }
    case "note":
      return part.text.replace(/^/gm, "> ");
  }
}

function folded(title: string, text: string, language: string): string {
  return details(title, fenced(text, language));
}

function details(title: string, text: string): string {
  const safe = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\n", " ");
  return `<details><summary>${safe}</summary>\n\n${text}\n\n</details>`;
}

/** A fence is longer than any in the text, so that the text cannot end it. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
