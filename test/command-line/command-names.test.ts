import { expect, test } from "bun:test";
import { commandNamed, commandNames } from "../../src/command-line/command-names.ts";
import { commandOf, commands } from "../../src/command-line/commands.ts";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";

const listed = commandNames.join(", ");

test("the names are those of the commands", () => {
  expect([...commands.map(({ name }) => name), "help"].sort()).toEqual([...commandNames].sort());
  for (const name of commandNames) expect(commandOf(name).name).toBe(name);
});

test("a command of the plan that is not built says so and what there is", async () => {
  using folder = await tempFolder();
  for (const args of [["serve"], ["serve", "--help"], ["server", "start"]]) {
    const name = args[0];
    expect(await localcode(args, { cwd: folder.path })).toEqual({
      code: 2,
      out: "",
      err: `\`localcode ${name}\` is not built yet. Commands: ${listed}. To send it as a prompt: localcode -p ${name}\n`,
    });
  }
});

test("a slip in a command's name is told, with the way to send it as a prompt", async () => {
  using folder = await tempFolder();
  expect(await localcode(["modles", "--json"], { cwd: folder.path })).toEqual({
    code: 2,
    out: "",
    err: 'There is no command "modles". Did you mean `localcode models`? To send it as a prompt: localcode -p modles\n',
  });
});

test("several words are a prompt, and so is one that resembles no command", () => {
  for (const words of [
    ["serve", "the", "parser"],
    ["modles", "are", "slow"],
    ["server crashes"],
    ["hello"],
    ["refactor"],
    ["-p", "modles"],
    ["Bench"],
    [],
  ]) {
    expect(commandNamed(words)).toBeUndefined();
  }
  expect(commandNamed(["models", "list"])).toEqual({ type: "command", name: "models" });
});

test("a flag of the plan that is not built says so", async () => {
  using folder = await tempFolder();
  for (const flag of ["--output-schema", "--memory"]) {
    const args = ["-p", "x", flag === "--memory" ? flag : `${flag}=a.json`];
    expect(await localcode(args, { cwd: folder.path })).toEqual({
      code: 2,
      out: "",
      err: `${flag} is not built yet. See localcode --help for the flags there are.\n`,
    });
  }
});
