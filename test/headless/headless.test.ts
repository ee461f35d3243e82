import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { schemaTexts } from "../../scripts/schemas.ts";
import { resultSchema, streamSchema } from "../../src/headless/schemas.ts";
import { localcode } from "../support/localcode.ts";
import { type PlayedLine, startPlayer } from "../support/player.ts";
import { tempFolder } from "../support/temp.ts";

const app = { "app.py": "def answer():\n    return 1\n" };
const read: PlayedLine = { call: { name: "read", input: { path: "app.py" } } };
const edit: PlayedLine = {
  text: "Now I edit.",
  call: { name: "edit", input: { path: "app.py", old: "return 1", new: "return 2" } },
};
const done: PlayedLine = { text: "It returns 2." };

async function runWith(
  lines: readonly PlayedLine[],
  args: readonly string[],
  parts: {
    readonly stdin?: string;
    readonly kind?: "llama-server" | "ollama";
    readonly window?: number;
  } = {},
) {
  const { stdin, kind = "llama-server", window = 32_768 } = parts;
  using player = startPlayer({ kind, lines, window });
  const folder = await tempFolder(app);
  const flags = [
    "--url",
    player.url,
    "--sandbox",
    "none",
    "--logs",
    join(folder.path, ".logs"),
    ...args,
  ];
  const starting = stdin === undefined ? { cwd: folder.path } : { cwd: folder.path, stdin };
  const finished = await localcode(flags, starting);
  const file = readFileSync(join(folder.path, "app.py"), "utf8");
  return { ...finished, file, folder, requests: [...player.requests] };
}

test("a task is solved through llama-server: only the answer is on stdout, exit 0", async () => {
  const ran = await runWith(
    [read, edit, done],
    ["-p", "Make it return 2.", "--permission-mode", "auto-edit"],
  );
  using _ = ran.folder;
  expect([ran.code, ran.out, ran.file]).toEqual([
    0,
    "It returns 2.\n",
    "def answer():\n    return 2\n",
  ]);
});

test("a task is solved through Ollama's own API with its window asked for", async () => {
  const args = ["-p", "Make it return 2.", "--permission-mode", "auto-edit", "-m", "ollama/played"];
  const ran = await runWith([read, edit, done], args, { kind: "ollama" });
  using _ = ran.folder;
  expect([ran.code, ran.file]).toEqual([0, "def answer():\n    return 2\n"]);
  expect(JSON.parse(ran.requests[0] ?? "").options.num_ctx).toBe(32_768);
});

test("json output is one object that fits its schema", async () => {
  const args = [
    "-p",
    "Make it return 2.",
    "--permission-mode",
    "auto-edit",
    "--output-format",
    "json",
  ];
  const ran = await runWith([read, edit, done], args);
  using _ = ran.folder;
  const result = resultSchema.parse(JSON.parse(ran.out));
  expect(result).toMatchObject({
    status: "done",
    turns: 3,
    calls: 2,
    filesChanged: ["app.py"],
    exitCode: 0,
  });
  expect(readFileSync(result.log, "utf8")).toStartWith('{"v":1,"type":"session"');
});

test("stream-json is one event a line, from start to end, and each fits the schema", async () => {
  const ran = await runWith([read, done], ["-p", "What is it?", "--output-format", "stream-json"]);
  using _ = ran.folder;
  const events = ran.out
    .trim()
    .split("\n")
    .map((line) => streamSchema.parse(JSON.parse(line)));
  expect(events[0]).toMatchObject({ type: "start", window: 32_768 });
  expect(events.at(-1)).toMatchObject({ type: "end", status: "done" });
  expect(events.map(({ type }) => type)).toContain("result");
});

test("the schemas in docs/ are those of the code", () => {
  for (const [name, text] of Object.entries(schemaTexts())) {
    const file = join(import.meta.dir, "../../docs/schemas", name);
    expect(readFileSync(file, "utf8")).toBe(text);
  }
});

test("piped stdin is appended to the prompt, and is the prompt where there is none", async () => {
  const both = await runWith([done], ["-p", "Review this."], { stdin: "diff --git a b\n" });
  using _one = both.folder;
  expect(both.requests[0]).toContain("Review this.\\n\\ndiff --git a b");
  const alone = await runWith([done], [], { stdin: "What is 2 + 2?" });
  using _two = alone.folder;
  expect([alone.code, alone.requests[0]?.includes("What is 2 + 2?")]).toEqual([0, true]);
});

test("-c goes on with the session: the new request begins with the old one's messages", async () => {
  using player = startPlayer({ kind: "llama-server", lines: [read, done, { text: "Yes." }] });
  using folder = await tempFolder(app);
  const flags = ["--url", player.url, "--logs", join(folder.path, ".logs")];
  await localcode(["-p", "What does it return?", ...flags], { cwd: folder.path });
  const second = await localcode(["-c", "-p", "Are you sure?", ...flags], { cwd: folder.path });
  expect([second.code, second.out]).toEqual([0, "Yes.\n"]);
  expectGrowing(player.requests);
});

/** Each request begins with the bytes of the one before, up to where its messages end. */
function expectGrowing(requests: readonly string[]): void {
  for (const [index, request] of requests.entries()) {
    const before = requests[index - 1];
    if (before === undefined) continue;
    const common = before.slice(0, -"]}".length);
    expect([index, request.slice(0, common.length)]).toEqual([index, common]);
  }
}

test("over 50 turns every request begins with the bytes of the one before", async () => {
  const kinds: readonly PlayedLine[] = [
    read,
    {
      text: "Again.",
      call: { name: "edit", input: { path: "app.py", old: "no such text", new: "x" } },
    },
    { call: { name: "grep", input: { pattern: "return" } } },
    { call: { name: "wrte", input: { file: "notes.txt", content: "n" } } },
    { thinking: "Hm.", call: { name: "nonsense", input: {} } },
  ];
  const lines = Array.from({ length: 50 }, (_, index) => {
    const line = kinds[index % kinds.length] ?? read;
    const input = {
      ...line.call?.input,
      limit: index + 1,
      content: `n${index}`,
      old: `no ${index}`,
    };
    return { ...line, call: { name: line.call?.name ?? "read", input } };
  });
  const args = ["-p", "Look around.", "--permission-mode", "yolo"];
  const ran = await runWith([...lines, done], args, { window: 131_072 });
  using _ = ran.folder;
  expect(ran.requests.length).toBeGreaterThan(50);
  expectGrowing(ran.requests);
});

test("two sessions in two folders send the same system text and tools", async () => {
  const heads: string[] = [];
  for (const name of ["one", "two"]) {
    using player = startPlayer({ kind: "llama-server", lines: [done] });
    using folder = await tempFolder({ "AGENTS.md": `Rules of ${name}.`, [`${name}.txt`]: name });
    await Bun.$`git init -q -b ${name}`.cwd(folder.path).quiet();
    await localcode(["-p", `Hello ${name}`, "--url", player.url], { cwd: folder.path });
    const { tools, messages } = JSON.parse(player.requests[0] ?? "");
    heads.push(JSON.stringify([messages[0], tools]));
    expect(messages[1].content).toContain(`Rules of ${name}.`);
  }
  expect(heads[0]).toBe(heads[1] ?? "");
});

test("a session leaves its log for people, its events and its last request", async () => {
  const ran = await runWith([done], ["-p", "Hello"]);
  using folder = ran.folder;
  const ends = readdirSync(join(folder.path, ".logs")).map((name) => name.replace(/^.*?\./, "."));
  expect(ends.sort()).toEqual([".history.raw.json", ".jsonl", ".log", ".raw.json"]);
});
