import { expect, test } from "bun:test";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AttachOptions, attach, attachmentRoom } from "../../src/app/attach.ts";
import { contentHash } from "../../src/lib/content-hash.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

const files = {
  "src/a.ts": "let a;\nlet b;\nlet c;\n",
  "src/view/index.ts": "view\n",
  "my file.md": "# Mine\n",
  ".env": "KEY=1\n",
  "data.bin": new Uint8Array([0, 1, 2, 0]),
  "shot.png": png,
};

const options = (folder: TempFolder, parts: Partial<AttachOptions> = {}): AttachOptions => {
  return { root: folder.path, budgetChars: 10_000, model: { name: "m" }, ...parts };
};

const hashOf = (text: string) => contentHash(new TextEncoder().encode(text));

const wholeFile = {
  type: "text",
  kind: "file",
  name: "src/a.ts",
  text: "   1| let a;\n   2| let b;\n   3| let c;",
  file: { path: "src/a.ts", hash: hashOf(files["src/a.ts"]) },
} as const;

test("a mentioned file goes along as read shows it, once, and its mark leaves the text", async () => {
  using folder = await tempFolder(files);
  expect(await attach("Look at @src/a.ts, then (@src/a.ts).", options(folder))).toEqual({
    text: "Look at src/a.ts, then (src/a.ts).",
    attachments: [wholeFile],
    notices: [],
  });
  expect(await attach("No mention.", options(folder))).toEqual({
    text: "No mention.",
    attachments: [],
    notices: [],
  });
});

test("lines, folders and paths with blanks can be mentioned", async () => {
  using folder = await tempFolder(files);
  const text = '@src/a.ts:2-3 @src/a.ts:1 @src/a.ts:3- @src/ @src @"my file.md"';
  const { text: left, attachments, notices } = await attach(text, options(folder));
  expect(left).toBe('src/a.ts:2-3 src/a.ts:1 src/a.ts:3- src/ src "my file.md"');
  expect(attachments.map((one) => (one.type === "text" ? [one.name, one.text] : []))).toEqual([
    ["src/a.ts:2-3", "   2| let b;\n   3| let c;"],
    ["src/a.ts:1", "   1| let a;\n(2 more of 3 lines. To go on, read src/a.ts with offset=1.)"],
    ["src/a.ts:3-", "   3| let c;"],
    ["src/", "view/\na.ts"],
    ["my file.md", "   1| # Mine"],
  ]);
  expect(notices).toEqual([]);
});

test("not every @ is a mention", async () => {
  using folder = await tempFolder(files);
  const text = "me@src.ts @property @scope/pkg \\@src @app.route('/') @ @@ a/@src @. \"@\"";
  expect(await attach(text, options(folder))).toEqual({
    text: text.replace("\\@", "@"),
    attachments: [],
    notices: [],
  });
});

test("a mention of nothing stays, and the nearest path is named", async () => {
  using folder = await tempFolder(files);
  expect(await attach('@src/b/a.ts @"no such"', options(folder))).toEqual({
    text: '@src/b/a.ts @"no such"',
    attachments: [],
    notices: ['There is no "src/b/a.ts". Did you mean "src/a.ts"?', 'There is no file "no such".'],
  });
});

test("lines that are not there and binary files are refused with a sentence", async () => {
  using folder = await tempFolder(files);
  const { attachments, notices } = await attach(
    "@src/a.ts:9 @src/a.ts:3-2 @data.bin",
    options(folder),
  );
  expect(attachments).toEqual([]);
  expect(notices).toEqual([
    "src/a.ts has 3 lines; there is no line 9.",
    "src/a.ts: line 2 is before line 3.",
    "data.bin is a binary file (4 bytes); it cannot be read as text.",
  ]);
});

test("what is too long for the window goes along in part, what has no room not at all", async () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index + 1}`).join("\n");
  using folder = await tempFolder({ "long.txt": lines, "src/a.ts": "let a;\n" });
  const { attachments, notices } = await attach(
    "@long.txt @src/a.ts",
    options(folder, { budgetChars: 1_500 }),
  );
  const [first] = attachments;
  const text = first?.type === "text" ? first.text : "";
  const shown = text.split("\n").length - 1;
  expect(text.length).toBeLessThanOrEqual(1_500);
  expect(text).toEndWith(
    `\n(${1_000 - shown} more of 1000 lines. To go on, read long.txt with offset=${shown}.)`,
  );
  expect(attachments).toHaveLength(1);
  expect(notices).toEqual([
    `long.txt: only lines 1 to ${shown} of 1000 fitted.`,
    "src/a.ts is not attached: there is no room left. The model can read it.",
  ]);
  expect(attachmentRoom(10_000)).toBe(9_000);
});

test("images are known by their bytes and need a model that takes them", async () => {
  using folder = await tempFolder(files);
  const image = {
    type: "image",
    name: "shot.png",
    mime: "image/png",
    base64: png.toString("base64"),
  } as const;
  expect(await attach("What is on @shot.png?", options(folder))).toEqual({
    text: "What is on shot.png?",
    attachments: [image],
    notices: [],
  });
  const blind = await attach("@shot.png", options(folder, { model: { name: "m", images: false } }));
  expect(blind).toEqual({
    text: "shot.png",
    attachments: [],
    notices: [
      'm has no image input: shot.png was not sent. Serve one that sees with llama-server --mmproj, Ollama or LM Studio; if this one does, set "images": true.',
    ],
  });
  truncateSync(join(folder.path, "shot.png"), 11 * 1024 * 1024);
  expect((await attach("@shot.png", options(folder))).notices).toEqual([
    "shot.png has 11.0 MB; images may have 10. Make it smaller.",
  ]);
});

test("what lies outside needs its whole path, and the person is told", async () => {
  using folder = await tempFolder(files);
  using other = await tempFolder({ "b.ts": "let b;\n" });
  symlinkSync(join(other.path, "b.ts"), join(folder.path, "link.ts"));
  const path = join(other.path, "b.ts");
  const up = `../${other.path.split("/").at(-1)}/b.ts`;
  expect(await attach(`@${path} @${up} @link.ts @~`, options(folder))).toEqual({
    text: `${path} ${up} link.ts @~`,
    attachments: [{ type: "text", kind: "file", name: path, text: "   1| let b;" }],
    notices: [
      `${path} lies outside of this folder; it is attached all the same.`,
      `${up} lies outside of this folder. Write its whole path, @${path}, to attach it.`,
      `link.ts lies outside of this folder. Write its whole path, @${path}, to attach it.`,
    ],
  });
});

test("a path below the home folder may begin with a tilde", async () => {
  using folder = await tempFolder(files);
  using home = await tempFolder({ "b.ts": "let b;\n" });
  const { attachments } = await attach("@~/b.ts", options(folder, { home: home.path }));
  expect(attachments).toEqual([
    { type: "text", kind: "file", name: join(home.path, "b.ts"), text: "   1| let b;" },
  ]);
});

test("secrets are told, and what a rule forbids to read is not attached", async () => {
  using folder = await tempFolder(files);
  const allowed = await attach("@.env", options(folder));
  expect(allowed.attachments).toHaveLength(1);
  expect(allowed.notices).toEqual([
    ".env may hold secrets: it goes to the model and into the session's log as it is.",
  ]);
  const rules = [{ tool: "read", match: "*.env", action: "deny" }] as const;
  expect(await attach("@.env", options(folder, { rules }))).toEqual({
    text: ".env",
    attachments: [],
    notices: ["A permission rule forbids reading .env; it is not attached."],
  });
});

test("a file whose name looks like a range is that file", async () => {
  using folder = await tempFolder({ "a:1": "one\n", "end.": "two\n" });
  mkdirSync(join(folder.path, "empty"));
  writeFileSync(join(folder.path, "none.txt"), "");
  const { attachments } = await attach("@a:1 @end. @empty/ @none.txt", options(folder));
  expect(attachments.map((one) => (one.type === "text" ? [one.name, one.text] : []))).toEqual([
    ["a:1", "   1| one"],
    ["end.", "   1| two"],
    ["empty/", "empty/ is an empty folder."],
    ["none.txt", "none.txt is empty (0 lines)."],
  ]);
});
