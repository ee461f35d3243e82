import type { Entry } from "../../src/core/event.ts";

const edit = { id: "c1", name: "edit", input: { path: "a.ts", old_text: "1", new_text: "2" } };
const shell = {
  id: "c2",
  name: "shell",
  input: { command: "bun test" },
  raw: "{bad",
  salvaged: "hermes",
};

/** One entry of every type, with every field it may have. */
export const everyEntry: readonly Entry[] = [
  {
    type: "prompt",
    text: "Fix a.ts.",
    opening: "<context>\nFolder: app\n</context>",
    attachments: [
      {
        type: "text",
        kind: "file",
        name: "a.ts",
        text: "1",
        file: { path: "a.ts", hash: "5feceb66" },
      },
      { type: "text", kind: "output", name: "ls", text: "a.ts" },
      { type: "image", name: "shot.png", mime: "image/png", base64: "iVBORw0KGgo=" },
    ],
  },
  { type: "stage", name: "build", effects: ["read", "write"] },
  {
    type: "reply",
    message: {
      role: "assistant",
      text: "I fix it.",
      thinking: "Where is it?",
      calls: [edit, shell],
      thinkingField: "reasoning_content",
    },
    truncated: false,
    usage: { inputTokens: 120, cachedTokens: 100, outputTokens: 20, prefillMs: 5, decodeMs: 900 },
    ms: 1_200,
  },
  { type: "call", call: edit },
  {
    type: "result",
    call: edit,
    result: { text: "Changed a.ts.", diff: "-1\n+2", read: ["a.ts"], changed: ["a.ts"] },
    effect: "write",
    ms: 3,
  },
  { type: "call", call: shell },
  {
    type: "result",
    call: shell,
    result: { text: "Not allowed.", failed: true, denied: true, stop: "denied" },
    effect: "execute",
    ms: 0,
  },
  { type: "nudge", name: "empty", text: "Go on." },
  { type: "phase", from: "plan", to: "implement", why: "a rule", hint: "Now write." },
  {
    type: "summary",
    text: "The past.",
    kept: 2,
    clipChars: 500,
    notes: "Notes.",
    usage: { inputTokens: 300, outputTokens: 10 },
    refused: true,
  },
  { type: "snapshot", id: "4b825dc642cb6eb9a060e54bf8d69288fbee4904", when: "before" },
  { type: "notice", text: "Compacted 7 messages: 6,200 → 420 tokens." },
  { type: "end", reason: "denied", detail: "Not allowed." },
];
