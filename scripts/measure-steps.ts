// What each mode of phases and each flow costs on the same task: `bun scripts/measure-steps.ts`. A real model in a
// child process reads every prompt; what it says is given, so that all modes do the same work. Its tokens are bytes.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SettingsFile } from "../src/app/settings.ts";
import type { Usage } from "../src/core/model.ts";
import { llamaModel } from "../src/models/llama.ts";
import { collect } from "../test/support/agent.ts";
import { openedWith, startedIn } from "../test/support/conversation.ts";
import { never, oneThread } from "../test/support/llama-probe.ts";
import type { ScriptedReply } from "../test/support/llama-script.ts";
import { tempFolder } from "../test/support/temp.ts";
import { tinyGguf } from "../test/support/tiny-gguf.ts";

const call = (name: string, input: object): ScriptedReply => ({ call: { name, input } });
const ls = call("ls", {});
const read = call("read", { path: "app.py" });
const edit = call("edit", { path: "app.py", old: "a = 1", new: "a = 2" });
const steps: ScriptedReply = { text: "- set a to 2 in app.py" };
const notes: ScriptedReply = { text: "app.py sets a in its first line; nothing else does." };
const said: ScriptedReply = { text: "a is 2 now." };
const plan = call("plan_tasks", { action: "create", tasks: ["Change a to 2"] });

type Case = readonly [string, readonly ScriptedReply[], SettingsFile];

const usual = [ls, read, edit, said];
const planned = [ls, read, steps, edit, said];
const cases: readonly Case[] = [
  ["phases off", usual, {}],
  ["rules", usual, { phase_control: { mode: "rules" } }],
  ["rules, `bind`", planned, { phase_control: { mode: "rules", bind: true } }],
  ["rules, `inject: system`", usual, { phase_control: { mode: "rules", inject: "system" } }],
  ["hybrid", usual, { phase_control: { mode: "hybrid" } }],
  ["llm", usual, { phase_control: { mode: "llm" } }],
  ["flow staged", planned, { flow: "staged" }],
  ["flow staged3", [ls, read, notes, steps, edit, said], { flow: "staged3" }],
  [
    "flow staged3, `flow_fresh`",
    [ls, read, notes, steps, read, edit, said],
    { flow: "staged3", flow_fresh: true },
  ],
  ["flow branched", [ls, plan, read, edit, said], { flow: "branched" }],
];

type Cost = { readonly requests: number; readonly sent: number; readonly cached: number };

async function measured([, replies, fields]: Case): Promise<readonly [Cost, Cost]> {
  using folder = await tempFolder({ "app.py": `a = 1\n${"# A line of the file.\n".repeat(40)}` });
  const entry = await entryFor(folder.path, replies);
  const path = await tinyGguf({ pairs: false });
  await using model = await llamaModel({
    ...oneThread,
    path,
    entry,
    seed: 5,
    contextTokens: 32_768,
  });
  const asides: Usage[] = [];
  const opened = openedWith(model, {
    aside: (wish) => {
      const aside = model.aside(wish);
      return {
        ...aside,
        async *stream(request, signal) {
          for await (const event of aside.stream(request, signal)) {
            if (event.type === "reply") asides.push(event.usage);
            yield event;
          }
        },
      };
    },
  });
  await using one = await startedIn(folder.path, opened, fields);
  const { entries, outcome } = await collect(one.conversation.send("Change a to 2.", never));
  if (outcome.reason !== "done")
    throw new Error(`It ended as ${outcome.reason}: ${outcome.detail}`);
  const replied = entries.flatMap((entry) => (entry.type === "reply" ? [entry.usage] : []));
  return [costOf(replied), costOf(asides)];
}

function costOf(usages: readonly Usage[]): Cost {
  const sum = (pick: (usage: Usage) => number | undefined) =>
    usages.reduce((total, usage) => total + (pick(usage) ?? 0), 0);
  return {
    requests: usages.length,
    sent: sum((usage) => usage.inputTokens),
    cached: sum((usage) => usage.cachedTokens),
  };
}

/** A child whose n-th reply with tools is the n-th given; small questions get an answer of their own. */
async function entryFor(folder: string, replies: readonly ScriptedReply[]): Promise<string> {
  const path = join(folder, "child.ts");
  const from = (file: string) => JSON.stringify(join(import.meta.dir, file));
  await writeFile(
    path,
    `import { serve } from ${from("../src/models/llama/serve.ts")};
import { steerBy } from ${from("../test/support/llama-script.ts")};
const replies = ${JSON.stringify(replies)};
let turn = 0;
serve((asked) => {
  const said = asked.request.messages.filter(({ role }) => role === "assistant").length;
  const reply = asked.request.tools.length === 0 ? { text: '{"phase": "context"}' } : replies[turn++];
  return steerBy([...Array(said).fill(reply), reply])(asked);
});
`,
  );
  return path;
}

const out = (text: string) => process.stdout.write(`${text}\n`);
out("| | requests | sent | read anew | of the cache | small requests | read for them |");
out("|---|---|---|---|---|---|---|");
for (const one of cases) {
  const [main, aside] = await measured(one);
  const share = Math.round((100 * main.cached) / main.sent);
  const anew = (cost: Cost) => (cost.sent - cost.cached).toLocaleString("en-US");
  const small = aside.requests === 0 ? "| |" : `| ${aside.requests} | ${anew(aside)} |`;
  out(
    `| ${one[0]} | ${main.requests} | ${main.sent.toLocaleString("en-US")} | ${anew(main)} | ${share} % ${small}`,
  );
}
