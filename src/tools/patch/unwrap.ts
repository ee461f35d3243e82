import { plainLineEnds } from "../edit/splice.ts";

const fence = /^\s*(?:```|~~~)/;
const heredoc = /<<-?\s*['"]?(\w+)['"]?\s*$/;

/** The lines of a patch without what models wrap it in: prose, a fenced block, a heredoc. */
export function patchLines(written: string): readonly string[] {
  const lines = plainLineEnds(unescaped(written))
    .replace(/^\ufeff/, "")
    .split("\n");
  const start = lines.findIndex((_, index) => isPatchStart(lines, index));
  if (start === -1) return [];
  const wrapping = lines.slice(0, start);
  const body = lines.slice(start);
  const end = body.findIndex((line) => /^\*\*\* *End Patch/i.test(line));
  if (end !== -1) return body.slice(0, end);
  return withoutClosing(body, wrapping);
}

/** A patch of one line with "\n" spelled out was escaped once too often. */
function unescaped(written: string): string {
  if (written.trim().includes("\n") || !written.includes("\\n")) return written;
  const signs: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "", '"': '"', "\\": "\\" };
  return written.replace(/\\([ntr"\\])/g, (whole, sign: string) => signs[sign] ?? whole);
}

function isPatchStart(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? "";
  if (/^\*\*\* *(?:Begin Patch|(?:\w+) File)/i.test(line)) return true;
  if (/^diff --git /.test(line) || /^@@ /.test(line) || line === "@@") return true;
  const next = lines[index + 1] ?? "";
  return /^(---|\+\+\+) \S/.test(line) && /^(\+\+\+ |@@)/.test(next);
}

function withoutClosing(body: readonly string[], wrapping: readonly string[]): readonly string[] {
  const word = wrapping.map((line) => heredoc.exec(line)?.[1]).find(Boolean);
  const hasFence = wrapping.some((line) => fence.test(line));
  const closing = body.findLastIndex((line) => {
    return (hasFence && fence.test(line)) || (word !== undefined && line.trim() === word);
  });
  return closing === -1 ? body : body.slice(0, closing);
}
