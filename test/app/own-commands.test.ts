import { expect, test } from "bun:test";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expandOwnCommand, listOwnCommands } from "../../src/app/own-commands.ts";
import { type TempFolder, tempFolder } from "../support/temp.ts";

const review = `---
description: Reviews a change: style and tests
argument-hint: "[branch]"
---
Review the branch $1 against $2. All of it: $ARGUMENTS

Read @README.md first. !\`git log\` stays as it is, so does $10.
`;

function foldersIn({ path }: TempFolder) {
  return { project: join(path, "project"), user: join(path, "user") };
}

test("the files of the project and the user are commands, the project's win, folders are part of a name", async () => {
  using folder = await tempFolder({
    "project/commands/review.md": review,
    "project/commands/git/tidy up.md": "\n# Tidies up\n\nDo it.",
    "project/commands/notes.txt": "No command.",
    "project/commands/.hidden.md": "No command.",
    "user/commands/review.md": "Another one.",
    "user/commands/go.md": "---\r\ndescription: 'Goes on'\r\n---\r\nGo on with $ARGUMENTS.",
  });
  const folders = foldersIn(folder);
  expect(listOwnCommands(folders)).toEqual({
    commands: [
      {
        name: "git:tidy-up",
        description: "Tidies up",
        path: join(folders.project, "commands/git/tidy up.md"),
      },
      {
        name: "go",
        description: "Goes on",
        argument: "[…]",
        path: join(folders.user, "commands/go.md"),
      },
      {
        name: "review",
        description: "Reviews a change: style and tests",
        argument: "[branch]",
        path: join(folders.project, "commands/review.md"),
      },
    ],
    notices: [],
  });
});

test("a name that is built in and keys without effect are told", async () => {
  using folder = await tempFolder({
    "project/commands/help.md": "Help me.",
    "project/commands/x.md": "---\nmodel: big\nagent: coder\ndescription: X\n---\nDo x.",
  });
  const folders = foldersIn(folder);
  const { commands, notices } = listOwnCommands(folders, new Set(["help"]));
  expect(commands.map(({ name }) => name)).toEqual(["x"]);
  expect(notices).toEqual([
    `${folders.project}/commands/help.md has no effect: /help is built in. Rename it.`,
    `${folders.project}/commands/x.md: "model", "agent" have no effect. Known: description, argument-hint.`,
  ]);
});

test("arguments go where the file wants them, and nothing in it is run", async () => {
  using folder = await tempFolder({ "review.md": review });
  const command = { path: join(folder.path, "review.md") };
  expect(expandOwnCommand(command, ' "my branch" main $1 ')).toBe(
    `Review the branch my branch against main. All of it: "my branch" main $1

Read @README.md first. !\`git log\` stays as it is, so does $10.`,
  );
  expect(expandOwnCommand(command, "")).toStartWith("Review the branch  against . All of it: \n");
});

test("a file that has no place for its argument gets it at the end", async () => {
  using folder = await tempFolder({ "go.md": "Go on.\n" });
  const command = { path: join(folder.path, "go.md") };
  expect(expandOwnCommand(command, "with the tests")).toBe("Go on.\n\nwith the tests");
  expect(expandOwnCommand(command, "")).toBe("Go on.");
});

test("an edit works at once, and a file that is gone is a sentence", async () => {
  using folder = await tempFolder({ "project/commands/go.md": "Go on." });
  const [command] = listOwnCommands(foldersIn(folder)).commands;
  if (command === undefined) throw new Error("There is no command.");
  writeFileSync(command.path, "Stop.");
  expect(expandOwnCommand(command, "")).toBe("Stop.");
  expect(listOwnCommands(foldersIn(folder)).commands[0]?.description).toBe("Stop.");
  rmSync(command.path);
  expect(() => expandOwnCommand(command, "")).toThrow(
    `${command.path} is gone; the command with it.`,
  );
  expect(listOwnCommands(foldersIn(folder))).toEqual({ commands: [], notices: [] });
});

test("dashes that are no front matter are text", async () => {
  using folder = await tempFolder({
    "a.md": "One\n---\ndescription: no\n---\n",
    "b.md": "---\nopen",
  });
  expect(expandOwnCommand({ path: join(folder.path, "a.md") }, "")).toStartWith("One\n---");
  expect(expandOwnCommand({ path: join(folder.path, "b.md") }, "")).toBe("---\nopen");
});
