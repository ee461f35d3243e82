import { exportHtml } from "./export/html.ts";
import { exportMarkdown } from "./export/markdown.ts";
import type { Session } from "./read.ts";
import { redactValue } from "./redact.ts";

export const exportFormats = ["md", "html", "json"] as const;

export type ExportFormat = (typeof exportFormats)[number];

/**
 * A session as one text to show to others: what looks like a key is masked, and the HTML asks for
 * nothing from anywhere.
 */
export function exportSession(session: Session, format: ExportFormat): string {
  // Made only of what came out of JSON, so that masking leaves its shape as it was.
  const clean = redactValue(session, []) as Session;
  switch (format) {
    case "md":
      return exportMarkdown(clean);
    case "html":
      return exportHtml(clean);
    case "json": {
      const { header, entries, times } = clean;
      const timed = entries.map((entry, index) => ({ at: times[index] ?? "", ...entry }));
      return `${JSON.stringify({ header, entries: timed }, null, 2)}\n`;
    }
  }
}
