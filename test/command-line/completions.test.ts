import { expect, test } from "bun:test";
import { join } from "node:path";
import { commandNames } from "../../src/command-line/command-names.ts";
import { flagTable } from "../../src/command-line/flag-table.ts";
import { localcode } from "../support/localcode.ts";
import { tempFolder } from "../support/temp.ts";

async function scriptOf(shell: string): Promise<string> {
  using folder = await tempFolder();
  const { code, out, err } = await localcode(["completions", shell], { cwd: folder.path });
  expect([code, err]).toEqual([0, ""]);
  return out;
}

/** What bash offers after these words, the last of which is being typed. */
async function offered(script: string, cwd: string, ...words: readonly string[]) {
  const line = ["localcode", ...words].map((word) => `'${word}'`).join(" ");
  const run = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length}; _localcode; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const child = Bun.spawn(["bash", "--norc", "-c", run], { cwd, stderr: "inherit" });
  const text = await new Response(child.stdout).text();
  return text.trim().split("\n").sort();
}

test.skipIf(Bun.which("bash") === null)(
  "bash completes commands, flags and what follows them",
  async () => {
    using folder = await tempFolder({ "model.gguf": "", "notes/a.md": "" });
    const script = await scriptOf("bash");
    const after = (...words: string[]) => offered(script, folder.path, ...words);
    expect(await after("")).toEqual(commandNames.filter((name) => name !== "help").sort());
    expect(await after("mo")).toEqual(["models"]);
    expect(await after("models", "")).toEqual(["--help", "--json", "--url", "list", "pull"]);
    expect(await after("--max")).toEqual(["--max-tokens", "--max-tokens-total", "--max-turns"]);
    expect(await after("-p", "--sandbox", "b")).toEqual(["bwrap"]);
    expect(await after("--permission-mode", "")).toEqual(["ask", "auto-edit", "plan", "yolo"]);
    expect(await after("--model-path", "")).toEqual(["model.gguf", "notes"]);
    expect(await after("--cwd", "")).toEqual(["notes"]);
    expect(await after("--seed", "")).toEqual([""]);
    expect(await after("--continue", "--off")).toEqual(["--offline"]);
  },
);

for (const shell of ["zsh", "fish"]) {
  test(`the script of ${shell} names every flag and command`, async () => {
    const script = await scriptOf(shell);
    for (const { name } of flagTable) {
      expect(script).toContain(shell === "fish" ? `-l ${name} ` : `'--${name}:`);
    }
    for (const name of commandNames.filter((one) => one !== "help")) {
      expect(script).toContain(shell === "fish" ? `-a ${name} -d '` : `'${name}:`);
    }
    expect(script).toContain("auto bwrap docker podman none");
  });

  test.skipIf(Bun.which(shell) === null)(`${shell} can read its script`, async () => {
    using folder = await tempFolder({ script: await scriptOf(shell) });
    const child = Bun.spawnSync([shell, "-n", join(folder.path, "script")]);
    expect([child.exitCode, child.stderr.toString()]).toEqual([0, ""]);
  });
}

test("another shell is wrong use and names those there are", async () => {
  using folder = await tempFolder();
  const { code, err } = await localcode(["completions", "tcsh"], { cwd: folder.path });
  expect([code, err]).toEqual([2, expect.stringContaining("bash, zsh, fish")]);
});
