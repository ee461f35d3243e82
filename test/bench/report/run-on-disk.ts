import type { Row } from "../../../src/bench/results.ts";
import { toJsonLine } from "../../../src/lib/jsonl.ts";
import { card } from "../cards.ts";
import { row } from "../rows.ts";

const hostile = `</script><script>document.title = "stolen"</script><img src=x onerror="document.title='stolen'">`;

/** A small run as it lies in its folder: each trial has a session and a diff, one of them hostile. */
export function runFiles(rows: readonly Row[]): Record<string, string> {
  const files = rows.flatMap((one) => {
    const name = one.key.replace("/", "-");
    return [
      [`trials/${name}/session.jsonl`, session(name, one.key === "python/t2" ? hostile : "Done.")],
      [`trials/${name}/workspace.diff`, diff(one.key)],
    ];
  });
  return {
    "run/run.json": JSON.stringify(card),
    "run/results.jsonl": rows.map(toJsonLine).join(""),
    ...Object.fromEntries(files.map(([name, text]) => [`run/${name}`, text])),
  };
}

/** Rows that name their session and their diff. */
export function kept(key: string, tries: string): Row {
  const folder = `trials/${key.replace("/", "-")}`;
  return row(key, tries, { log: `${folder}/session.jsonl`, diff: `${folder}/workspace.diff` });
}

function diff(key: string): string {
  return `--- a/${key}.py\n+++ b/${key}.py\n@@ -1 +1 @@\n-pass\n+return ${hostile}\n`;
}

function session(id: string, answer: string): string {
  const header = {
    v: 1,
    type: "session",
    id,
    started: "2026-11-21T10:00:00.000Z",
    agent: "tiny",
    cwd: "/work",
    model: "tiny.gguf",
    runtime: "llamacpp",
    window: 4096,
    version: "0.1.0",
  };
  const call = { id: "1", name: "read", input: { path: "leap.py" } };
  const message = { role: "assistant", text: answer, thinking: "", calls: [] };
  const entries = [
    { type: "prompt", text: "Solve the task. My key is sk-0123456789abcdefghij." },
    { type: "call", call },
    {
      type: "result",
      call,
      result: { text: "def leap(year):\n    pass\n" },
      effect: "read",
      ms: 2,
    },
    { type: "reply", message, truncated: false, usage: {}, ms: 10 },
    { type: "end", reason: "done", detail: "" },
  ];
  const timed = entries.map((entry) => ({ at: "2026-11-21T10:00:01.000Z", ...entry }));
  return [header, ...timed].map(toJsonLine).join("");
}
