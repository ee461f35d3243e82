import { expect, test } from "bun:test";
import { join } from "node:path";
import { localcode } from "../support/localcode.ts";
import { hasServer, transcriptIn } from "../support/nano.ts";
import { tempFolder } from "../support/temp.ts";

const isServed = await hasServer();
const line =
  "No model was named and no server here has one, so the demonstration model nano answers:";

/** The example as `npm start` does it where nobody is there. */
async function example() {
  using folder = await tempFolder();
  const { path: cwd } = folder;
  const { code, out, err } = await localcode(["--logs", join(cwd, "logs")], {
    cwd,
  });
  const done = join(cwd, ".home/state/localcode/example-1");
  const tests = Bun.spawn(["node", "--test"], { cwd: done, stdout: "ignore", stderr: "ignore" });
  const transcript = transcriptIn(join(cwd, "logs"));
  return { code, out, err, transcript, cwd, testsCode: await tests.exited };
}

test.skipIf(isServed)(
  "without a prompt, a terminal and a server nano does the example, each time the same",
  async () => {
    const first = await example();
    const names = first.transcript.map((one) => one.split(":", 1)[0]);
    expect(names).toEqual([
      "prompt",
      "reply",
      "result of read",
      "reply",
      "result of read",
      "reply",
      "result of write",
      "reply",
      "result of shell",
      "reply",
      "end",
    ]);
    expect(first.transcript.at(-1)).toBe("end: done");
    expect([first.code, first.testsCode, first.out === ""]).toEqual([0, 0, false]);
    expect(first.err).toStartWith(line);
    expect(first.err).toContain("There is no prompt, so it does an example");
    expect((await example()).transcript).toEqual(first.transcript);
  },
);

test.skipIf(isServed)(
  "a prompt that nobody else can answer is answered by nano, which says so",
  async () => {
    using folder = await tempFolder();
    const flags = ["--max-turns", "1", "--max-tokens", "8"];
    const { out, err } = await localcode(["-p", "Hello.", "--output-format", "json", ...flags], {
      cwd: folder.path,
    });
    expect(JSON.parse(out)).toMatchObject({ agent: "nano", runtime: "in-process" });
    expect(err.split("\n")[0]).toStartWith(line);
  },
);

test.skipIf(isServed)(
  "what was named and is not there stays an error, and so does a missing prompt",
  async () => {
    using folder = await tempFolder();
    const end = async (...args: readonly string[]) => {
      const { code, err } = await localcode(args, { cwd: folder.path });
      return [code, err.split(".")[0]];
    };
    const noServer = "No model server is running on this machine";
    expect(await end("-p", "Hello.", "-a", "default")).toEqual([3, noServer]);
    expect((await end("-p", "Hello.", "-m", "qwen3:8b"))[0]).toBe(4);
    expect(await end("-p")).toEqual([2, "There is no prompt"]);
    expect(await end("-c", "-p", "Go on.")).toEqual([3, noServer]);
  },
);
