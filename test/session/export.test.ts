import { expect, test } from "bun:test";
import { exportSession } from "../../src/session/export.ts";
import type { Session } from "../../src/session/read.ts";
import { everyEntry } from "../support/entries.ts";

const header = {
  v: 1,
  type: "session",
  id: "12345678",
  started: "2026-11-21T06:10:00.000Z",
  agent: "a",
  cwd: "/app",
  model: "m",
  runtime: "r",
  window: 4_096,
  version: "0.1.0",
} as const;

function session(entries: Session["entries"]): Session {
  return { header, entries, times: entries.map(() => header.started), notices: [] };
}

const hostile = `<script src="https://example.org/x.js"></script><img src=x onerror=alert(1)> "&' \`\`\`\`
![a](https://example.org/a.png) sk-abcdefghijklmnopqrstuvwxyz`;

/** Everything that a model, a tool or a person may have written is this text. */
const full = session([
  { type: "prompt", text: hostile },
  {
    type: "reply",
    message: { role: "assistant", text: hostile, thinking: hostile, calls: [] },
    truncated: false,
    usage: {},
    ms: 1,
  },
  {
    type: "result",
    call: { id: "1", name: hostile, input: { path: hostile, api_key: "secret words" } },
    result: { text: hostile, failed: true, diff: `+${hostile}` },
    ms: 1,
  },
  { type: "notice", text: hostile },
  { type: "end", reason: "failed", detail: hostile },
]);

test("every entry can be exported in every format", () => {
  for (const format of ["md", "html", "json"] as const) {
    const text = exportSession(session(everyEntry), format);
    for (const part of ["Fix a.ts.", "I fix it.", "Where is it?", "Changed a.ts.", "-1"]) {
      expect(text).toContain(part);
    }
  }
});

test("the HTML has no tag, link or script but its own", () => {
  const html = exportSession(full, "html");
  const tags = new Set([...html.matchAll(/<([a-z]\w*)/g)].map(([, tag]) => tag));
  const own = "html head meta title style body h1 p div details summary pre span".split(" ");
  expect([...tags].sort()).toEqual(own.sort());
  expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'");
  expect(html).not.toMatch(/<[^>]*\b(src|href|onerror)=/);
  expect(html).toContain('class="prompt text"');
  expect(html).toContain("&lt;script src=&quot;https://example.org/x.js&quot;&gt;");
});

test("in Markdown no text ends the fence that it stands in", () => {
  const text = exportSession(full, "md");
  expect(text).toContain(`\`\`\`\`\`\n${hostile.split("\n")[0]}`);
  const summaries = [...text.matchAll(/<summary>(.*)<\/summary>/g)].map(([, summary]) => summary);
  expect(summaries).toHaveLength(2);
  expect(summaries.join()).not.toContain("<script");
});

test("what looks like a key is in no export", () => {
  for (const format of ["md", "html", "json"] as const) {
    const text = exportSession(full, format);
    expect(text).not.toContain("sk-abcdef");
    expect(text).not.toContain("secret words");
    expect(text).toContain("[masked]");
  }
});

test("the JSON is the header and every entry with its time", () => {
  const { entries } = session(everyEntry);
  expect(JSON.parse(exportSession(session(everyEntry), "json"))).toEqual({
    header,
    entries: entries.map((entry) => ({ at: header.started, ...entry })),
  });
});
