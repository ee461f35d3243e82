import { describe, expect, test } from "bun:test";
import { chmod, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { editOutside, shellWords } from "../../src/tui/external-editor.ts";
import { tempFolder } from "../support/temp.ts";

/** A folder with editors: small shell scripts that get the file as their last argument. */
async function editors(scripts: Readonly<Record<string, string>>) {
  const files = Object.entries(scripts).map(([name, text]) => [name, `#!/bin/sh\n${text}\n`]);
  const folder = await tempFolder(Object.fromEntries(files) as Record<string, string>);
  for (const name of Object.keys(scripts)) await chmod(join(folder.path, name), 0o755);
  return folder;
}

const suspend = (work: () => Promise<void>): Promise<void> => work();

test("the text goes to the editor as a Markdown file and comes back changed", async () => {
  using folder = await editors({ ed: 'basename "$2" >> "$2"; echo "$1" >> "$2"' });
  const env = { PATH: `${folder.path}:${process.env.PATH}`, EDITOR: `ed "two words"` };
  expect(await editOutside("first\nsecond\n", env, suspend)).toBe(
    "first\nsecond\nprompt.md\ntwo words\n",
  );
});

test("the last line's end that editors add is taken off", async () => {
  using folder = await editors({ ed: 'printf "new text\\n" > "$1"' });
  const env = { EDITOR: join(folder.path, "ed"), PATH: process.env.PATH };
  expect(await editOutside("old", env, suspend)).toBe("new text");
});

test("VISUAL is asked before EDITOR, and the terminal is given away while it runs", async () => {
  using folder = await editors({ one: 'printf one > "$1"', two: 'printf two > "$1"' });
  const env = { PATH: `${folder.path}:${process.env.PATH}`, VISUAL: "two", EDITOR: "one" };
  const order: string[] = [];
  const text = await editOutside("", env, async (work) => {
    order.push("given");
    await work();
    order.push("taken");
  });
  expect({ text, order }).toEqual({ text: "two", order: ["given", "taken"] });
});

describe("what goes wrong is one sentence", () => {
  test("an editor that is not there", async () => {
    const env = { PATH: process.env.PATH, EDITOR: "no-such-editor -w" };
    expect(await editOutside("x", env, suspend)).toEqual({
      failed:
        '$EDITOR names "no-such-editor", which was not found. Set it to an editor that is installed.',
    });
  });

  test("an editor that fails, whose text is not taken", async () => {
    using folder = await editors({ ed: 'printf changed > "$1"; exit 3' });
    const env = { EDITOR: `${folder.path}/ed`, PATH: process.env.PATH };
    expect(await editOutside("x", env, suspend)).toEqual({
      failed: `${folder.path}/ed ended with code 3; the text is as it was.`,
    });
  });

  test("no editor at all", async () => {
    using folder = await tempFolder();
    expect(await editOutside("x", { PATH: folder.path }, suspend)).toEqual({
      failed: "No editor was found (vi, nano). Set $EDITOR to one.",
    });
  });

  test("a file that the editor took away", async () => {
    using folder = await editors({ ed: 'rm "$1"' });
    const env = { EDITOR: `${folder.path}/ed`, PATH: process.env.PATH };
    expect(await editOutside("x", env, suspend)).toEqual({
      failed: expect.stringContaining("The editor could not be used: ENOENT"),
    });
  });
});

test("without a variable the first usual editor that is there is taken", async () => {
  using folder = await editors({ nano: 'printf nano > "$1"' });
  expect(await editOutside("", { PATH: folder.path }, suspend)).toBe("nano");
});

test("nothing is left behind", async () => {
  using folder = await editors({ ed: 'dirname "$1" > "$1"' });
  const env = { EDITOR: `${folder.path}/ed`, PATH: process.env.PATH };
  const made = await editOutside("", env, suspend);
  expect(made).toStartWith(join(tmpdir(), "localcode-prompt-"));
  expect((await readdir(tmpdir())).map((name) => join(tmpdir(), name))).not.toContain(String(made));
});

test("words are split as a shell does it", () => {
  expect(shellWords(`code --wait`)).toEqual(["code", "--wait"]);
  expect(shellWords(`"/Program Files/ed" -c 'set tw=72' a"b c"d`)).toEqual([
    "/Program Files/ed",
    "-c",
    "set tw=72",
    "ab cd",
  ]);
});
