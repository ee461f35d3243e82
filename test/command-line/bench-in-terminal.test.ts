import { expect, test } from "bun:test";
import { loadConfig } from "../../src/app/config.ts";
import { benchInTerminal } from "../../src/command-line/bench-in-terminal.ts";
import { deskWith } from "../support/desk.ts";
import { program } from "../support/program.ts";
import { tempFolder } from "../support/temp.ts";

test("/bench runs tasks beside the conversation and shows what they came to", async () => {
  using folder = await tempFolder();
  const env = { ...process.env, HOME: folder.path };
  const config = await loadConfig(folder.path, env, {});
  const { desk, record } = deskWith({ config });
  const outcome = Promise.withResolvers<{ readonly title: string; readonly text: string }>();
  const badges: string[] = [];
  const bench = benchInTerminal(config, program);
  const argument = "run --harness oracle --dataset starter --lang python -n 2 -j 1";
  await bench.command.run(argument, {
    ...desk,
    badge: (text) => void badges.push(text),
    print: (title, text) => outcome.resolve({ title, text }),
  });
  const { title, text } = await outcome.promise;
  expect(title).toBe(`/bench ${argument}`);
  expect(text).toContain("Pass@1: 2/2 (100.0%)");
  expect([badges[0], badges.at(-1)]).toEqual(["bench 0/2", ""]);
  expect(badges).toContain("bench 2/2");
  await bench.command.run("stop", desk);
  expect(record.notices).toEqual(["No bench runs."]);
  expect(await bench.close()).toEqual([]);
});

test("a bench that goes on is stopped when the terminal is left, and keeps what is finished", async () => {
  using folder = await tempFolder();
  const env = { ...process.env, HOME: folder.path };
  const config = await loadConfig(folder.path, env, {});
  const { desk } = deskWith({ config });
  const begun = Promise.withResolvers<void>();
  const bench = benchInTerminal(config, program);
  await bench.command.run("run --harness oracle --dataset starter -j 1 --repeat 50", {
    ...desk,
    badge: (text) => {
      if (/^bench [1-9]/.test(text)) begun.resolve();
    },
  });
  await begun.promise;
  await expect(Promise.resolve(bench.command.run("run null", desk))).rejects.toThrow(
    "One bench runs already",
  );
  const [last = ""] = await bench.close();
  expect(last).toContain("Go on with: localcode bench run --resume");
});
