import type { Session } from "../read.ts";
import { headline, type Part, partsOf } from "./parts.ts";

/** One file that asks for nothing from anywhere and runs nothing; every word of it is escaped. */
export function exportHtml(session: Session): string {
  const title = `Session ${session.header.id}`;
  const policy = "default-src 'none'; style-src 'unsafe-inline'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${pageStyle}${partStyle}</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<p class="note">${escaped(headline(session))}</p>
${partsOf(session).map(partHtml).join("\n")}
</body>
</html>
`;
}

const pageStyle = `
:root { color-scheme: light dark; }
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }`;

/** What the pieces of a session look like; the bench's report shows them too. */
export const partStyle = `
pre, .text { white-space: pre-wrap; overflow-wrap: anywhere; }
pre { font: 13px/1.45 ui-monospace, monospace; padding: .6rem; border: 1px solid #8886; border-radius: 6px; }
.prompt { border-left: 4px solid #3b82f6; padding: .2rem .8rem; margin: 2rem 0 1rem; font-weight: 600; }
.note, summary { color: #888; }
.failed > summary { color: #d33; }
.added { color: #189a48; } .removed { color: #d33; } .place { color: #3b82f6; }
`;

/** One piece of a session; every word of it is escaped. */
export function partHtml(part: Part): string {
  switch (part.type) {
    case "prompt":
      return `<div class="prompt text" title="${escaped(part.at)}">${escaped(part.text)}</div>`;
    case "reply": {
      const thinking =
        part.thinking.trim() === "" ? "" : details("", "Thinking", pre(escaped(part.thinking)));
      const text = part.text.trim() === "" ? "" : `<div class="text">${escaped(part.text)}</div>`;
      return `${thinking}${text}`;
    }
    case "call": {
      const diff = part.diff === "" ? "" : pre(diffHtml(part.diff));
      const inner = `${pre(escaped(part.input))}${diff}${pre(escaped(part.output))}`;
      return details(part.failed ? "failed" : "", part.title, inner);
    }
    case "note":
      return `<p class="note text">${escaped(part.text)}</p>`;
  }
}

function details(kind: string, title: string, inner: string): string {
  return `<details class="${kind}"><summary>${escaped(title)}</summary>${inner}</details>`;
}

function pre(html: string): string {
  return `<pre>${html}</pre>`;
}

/** A unified diff in colours. */
export function diffHtml(diff: string): string {
  const kinds: Readonly<Record<string, string>> = { "+": "added", "-": "removed", "@": "place" };
  return diff
    .split("\n")
    .map((line) => {
      const kind = kinds[line.slice(0, 1)];
      return kind === undefined ? escaped(line) : `<span class="${kind}">${escaped(line)}</span>`;
    })
    .join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}
