import type { RunCard } from "../run-card.ts";
import type { RunData } from "./summary.ts";
import { type Fact, factTable, type Table } from "./table.ts";

/** Tables 1 and 2 of the ten: what was run, and how. */
export function cardTables(run: RunData): readonly Table[] {
  return [modelTable(run), flagsTable(run)];
}

function modelTable({ card, rows }: RunData): Table {
  const facts: readonly Fact[] = card === undefined ? rowFacts(rows) : cardFacts(card);
  return factTable("model", "Model and inference", facts);
}

function flagsTable({ card }: RunData): Table {
  if (card === undefined) {
    const title = "Runtime flags";
    return { ...factTable("flags", title, []), note: "This run has no run card (run.json)." };
  }
  const { protocol, dataset, program, machine, flags, harness } = card;
  const gigabytes = (machine.memoryBytes / 2 ** 30).toFixed(1);
  return factTable("flags", "Runtime flags", [
    ["command line", flags.join(" ")],
    ["harness", `${harness.name} ${harness.version}`.trim()],
    ["tries, repeats", `${protocol.tries}, ${protocol.repeats}`],
    ["tests shown", protocol.tests],
    ["time limits", `agent ${protocol.agentSeconds} s, tests ${protocol.testSeconds} s`],
    ["sandbox", `${protocol.sandbox}, network ${protocol.network ? "open" : "closed"}`],
    ["jobs", String(protocol.jobs)],
    [
      "dataset",
      [
        dataset.name,
        dataset.commit?.slice(0, 12),
        dataset.hash.slice(0, 12),
        `${dataset.exercises} exercises`,
      ]
        .filter(Boolean)
        .join(", "),
    ],
    ["toolchains", Object.values(protocol.toolchains).join("; ")],
    [
      "localcode",
      `${program.version} ${program.commit?.slice(0, 12) ?? ""}${program.changed ? ", changed" : ""}`.trim(),
    ],
    [
      "machine",
      [
        machine.cpu,
        `${machine.cores} cores`,
        `${gigabytes} GB`,
        ...machine.gpus.map(({ name }) => name),
        machine.os,
        `Bun ${machine.bun}`,
      ].join(", "),
    ],
    ...Object.entries(card.fields)
      .filter(([name]) => !shownAlready.has(name))
      .map(([name, value]): Fact => [name, shortJson(value)]),
  ]);
}

/** These stand in the first table. */
const shownAlready: ReadonlySet<string> = new Set(
  "agent model url provider temperature top_p top_k min_p presence_penalty frequency_penalty repeat_penalty max_tokens seed n_threads".split(
    " ",
  ),
);

const valueChars = 120;

function shortJson(value: unknown): string {
  const json = JSON.stringify(value) ?? "";
  return json.length > valueChars ? `${json.slice(0, valueChars)}…` : json;
}

function cardFacts({ agent, model, sampling, seed, threads, prompts }: RunCard) {
  if (model === undefined) return agent === "" ? [] : [["agent", agent] as const];
  const settings = Object.entries(sampling).map(
    ([name, value]): Fact => [name, value === null ? "server default" : String(value)],
  );
  const file =
    model.file && `${model.file.name}, ${model.file.bytes} bytes, sha256 ${model.file.sha256}`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ["agent", agent],
    ["model", model.name],
    ["file", file],
    ["quant", model.quant],
    ["runtime", model.runtime],
    ["server", model.server],
    ["window", `${model.window} tokens (${model.windowSource})`],
    ["slots", model.slots === undefined ? undefined : String(model.slots)],
    ["chat template", model.templateHash?.slice(0, 12)],
    [
      "system text, tools",
      prompts && `${prompts.system.slice(0, 12)}, ${prompts.tools.slice(0, 12)}`,
    ],
    ...settings,
    ["seed", seed === null ? "server default" : String(seed)],
    ["threads", threads === null ? undefined : String(threads)],
  ];
  return facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

function rowFacts(rows: RunData["rows"]): readonly Fact[] {
  const all = (of: (row: RunData["rows"][number]) => string) =>
    [...new Set(rows.map(of))].join(", ");
  return [
    ["harness", all(({ harness }) => harness)],
    ["agent", all(({ agent }) => agent)],
    ["model", all(({ model }) => model)],
  ];
}
