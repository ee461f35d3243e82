import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settingsFile } from "../src/app/settings.ts";
import { localcode } from "./support/localcode.ts";
import { startPlayer } from "./support/player.ts";
import { type TempFolder, tempFolder } from "./support/temp.ts";

// Every command that the documentation shows is run here, against played servers.

// Some commands make several runs: on a busy machine each may take a while.
setDefaultTimeout(60_000);

const root = join(import.meta.dir, "..");
const pages = [
  "README.md",
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

type Shown = { readonly page: string; readonly args: readonly string[]; readonly stdin?: string };

/** The localcode commands of a page's sh blocks; those that need a GGUF or a person are left out. */
function commandsOf(page: string): readonly Shown[] {
  const text = readFileSync(join(root, page), "utf8");
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
  return blocks.flatMap((block) => block.split("\n")).flatMap((line) => shownIn(page, line));
}

function shownIn(page: string, line: string): readonly Shown[] {
  const [, piped, command] = /^(?:(git diff) \| )?localcode +([^# ][^#]*)/.exec(line) ?? [];
  if (command === undefined || line.includes(".gguf")) return [];
  const args = [...command.trim().matchAll(/"([^"]*)"|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? "",
  );
  return [{ page, args, ...(piped === undefined ? {} : { stdin: "diff --git a/a b/a\n" }) }];
}

/** The files that a page shows under their own names. */
function filesOf(page: string): Readonly<Record<string, string>> {
  const text = readFileSync(join(root, page), "utf8");
  const shown = text.matchAll(/^`(\.localcode\/[\w/.-]+)`:\n\n```json\n([\s\S]*?)```/gm);
  return Object.fromEntries([...shown].map(([, name = "", content = ""]) => [name, content]));
}

test("the documentation shows commands to run", () => {
  expect(pages.flatMap(commandsOf).length).toBeGreaterThan(15);
});

const readAndSay = [{ call: { name: "ls", input: {} } }, { text: "Done." }];
const writeAndSay = [
  { call: { name: "write", input: { path: "cli.py", content: "1\n" } } },
  { text: "Done." },
];

/** A run of the bench to report on, to compare, and to go on with: made once, copied for each command. */
let finished: TempFolder;

beforeAll(async () => {
  finished = await tempFolder();
  using player = startPlayer({ kind: "llama-server", lines: readAndSay });
  const flags = ["--tries", "1", "--sandbox", "none", "--out", "run"];
  const env = { LOCALCODE_URL: player.url };
  const place = { cwd: finished.path, env };
  await localcode(["bench", "run", "default", "-k", "bus-stop", ...flags], place);
});

afterAll(() => finished[Symbol.dispose]());

for (const { page, args, stdin } of pages.flatMap(commandsOf)) {
  test(`${page}: localcode ${args.join(" ")}`, async () => {
    const kind = args.join(" ").includes("ollama/") ? "ollama" : "llama-server";
    const played = args.includes("auto-edit") ? writeAndSay : readAndSay;
    const lines = args.includes("-c") ? [{ text: "Done." }, ...played] : played;
    using player = startPlayer({ kind, lines });
    using earlier = startPlayer({ kind, lines: [] });
    const shown = { "task.md": "Fix it.", "notes.txt": "Notes.", ...filesOf(page) };
    using folder = await tempFolder(shown);
    const own = args.map((arg) =>
      arg.replace("qwen3:8b", "played").replace(/^http:\/\/127\.0\.0\.1:\d+$/, player.url),
    );
    // A session to list, to show and to go on with.
    const place = { cwd: folder.path };
    if (/sessions|logs|export|-c/.test(own.join(" "))) {
      await localcode(["-p", "What is this?"], { ...place, env: { LOCALCODE_URL: earlier.url } });
    }
    for (const run of own.filter((word) => word.startsWith("runs/")))
      cpSync(join(finished.path, "run"), join(folder.path, run), { recursive: true });
    const env = { LOCALCODE_URL: player.url };
    const piped = stdin === undefined ? {} : { stdin };
    const { code, out, err } = await localcode(own, { ...place, env, ...piped });
    expect([code, err.includes("    at "), out === ""]).toEqual([0, false, false]);
  });
}

test("the table of settings names every field there is, and no other", () => {
  const text = readFileSync(join(root, "docs/configuration.md"), "utf8");
  const rows = [...text.matchAll(/^\| (`[^|]+`) \|/gm)].map((match) => match[1] ?? "");
  const named = rows.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)]).map(([, name]) => name);
  const { limits, ...others } = settingsFile.shape;
  const ofLimits = Object.keys(limits.unwrap().shape).map((name) => `limits.${name}`);
  expect(named.sort()).toEqual([...Object.keys(others), ...ofLimits].sort());
});

test("every link between the pages leads somewhere", () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), "utf8");
    const links = [...text.matchAll(/\]\((?!http)([^)#]+)\)/g)].map((match) => match[1] ?? "");
    const missing = links.filter((link) => readIf(join(root, page, "..", link)) === undefined);
    expect([page, missing]).toEqual([page, []]);
  }
});

function readIf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
