import { expect, test } from "bun:test";
import type { PromptInput } from "../../src/core/attachment.ts";
import { messageTokens } from "../../src/core/budget.ts";
import { foldAll } from "../../src/core/fold.ts";
import { run } from "../../src/core/run.ts";
import { scripted } from "../../src/models/scripted.ts";
import { agentWith, collect } from "../support/agent.ts";
import { echo } from "../support/echo.ts";

const never = new AbortController().signal;
const image = { mime: "image/png", base64: "iVBORw0KGgo=" };
const shot = { type: "image", name: "shot.png", ...image } as const;
const file = { path: "a.ts", hash: "1f" };
const shown = { type: "text", kind: "file", name: "a.ts", text: "   1| let a;", file } as const;
const listed = { type: "text", kind: "folder", name: "src/", text: "a.ts\nb.ts" } as const;
const ran = { type: "text", kind: "output", name: "ls -a", text: ".\n..\n(exit code 0)" } as const;

const withAll: PromptInput = { text: "Explain.", attachments: [shown, listed, ran, shot] };

const readByTheModel = `Explain.

Attached file a.ts:
<file>
   1| let a;
</file>

Attached folder src/:
<folder>
a.ts
b.ts
</folder>

I ran this command: ls -a
<output>
.
..
(exit code 0)
</output>

Attached image shot.png.`;

test("what goes with a prompt follows its text, each thing under a line that says what it is", async () => {
  const agent = agentWith(scripted(["Yes."]), { opening: "Folder: app" });
  const { entries } = await collect(run(agent, [], withAll, never));
  expect(entries[0]).toEqual({ type: "prompt", ...withAll, opening: "Folder: app" });
  expect(foldAll(entries)[0]).toEqual({
    role: "user",
    text: `Folder: app\n\n${readByTheModel}`,
    images: [image],
  });
});

test("a file that was shown is recorded as read, and the person's own words as the prompt", async () => {
  const { outcome } = await collect(run(agentWith(scripted(["Yes."])), [], withAll, never));
  const { read, lastPrompt, task } = outcome.ledger;
  expect({ read, lastPrompt, task }).toEqual({
    read: ["a.ts"],
    lastPrompt: "Explain.",
    task: "Explain.",
  });
});

test("an image for a model without image input is left out, and the person is told", async () => {
  const model = { ...scripted(["Yes."]), images: false };
  const { entries } = await collect(run(agentWith(model), [], withAll, never));
  expect(entries.slice(0, 2)).toEqual([
    { type: "prompt", text: "Explain.", attachments: [shown, listed, ran] },
    {
      type: "notice",
      text: 'scripted has no image input: shot.png was not sent. Serve one that sees with llama-server --mmproj, Ollama or LM Studio; if this one does, set "images": true.',
    },
  ]);
});

test("what is typed meanwhile may have attachments too", async () => {
  const typed = [["And this.", withAll], []];
  const model = scripted([{ calls: [{ name: "echo", input: { text: "a" } }] }, "Done."]);
  const agent = agentWith(model, { tools: [echo], inbox: () => typed.shift() ?? [] });
  const { entries } = await collect(run(agent, [], "Go.", never));
  expect(entries.filter((entry) => entry.type === "prompt")).toEqual([
    { type: "prompt", text: "Go." },
    { type: "prompt", text: "And this." },
    { type: "prompt", ...withAll },
  ]);
});

test("a prompt with files that stays as it is after a compaction is not said again", async () => {
  const steps = [1, 2, 3].map((id) => ({
    calls: [{ name: "echo", input: { text: `${id} `.padEnd(2_700, "The parser counts. ") } }],
  }));
  const model = scripted(["Hello.", ...steps, "Notes.", "Done."], 4_096);
  const { limits } = agentWith(model);
  const agent = agentWith(model, { tools: [echo], limits: { ...limits, reserveTokens: 512 } });
  const typed = [[], [], [{ text: "Now this one.", attachments: [shown] }]];
  const first = await collect(run(agent, [], "Hi.", never));
  const inbox = () => typed.shift() ?? [];
  const second = await collect(run({ ...agent, inbox }, first.entries, "Go.", never));
  const summary = second.entries.find((entry) => entry.type === "summary");
  const kept = foldAll([...first.entries, ...second.entries]).map(({ text }) => text);
  const saying = kept.filter((text) => text.includes("Now this one."));
  expect(summary?.type).toBe("summary");
  expect(saying).toEqual([expect.stringContaining("Attached file a.ts:")]);
});

test("an image counts as a thousand tokens", () => {
  const bare = messageTokens({ role: "user", text: "Look." });
  expect(messageTokens({ role: "user", text: "Look.", images: [image, image] })).toBe(bare + 2_000);
});
