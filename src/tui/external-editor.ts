import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Variables = Readonly<Record<string, string | undefined>>;

/** Gives the terminal to some work and takes it back afterwards. */
export type Suspend = (work: () => Promise<void>) => Promise<void>;

const usualEditors = process.platform === "win32" ? ["notepad"] : ["vi", "nano"];

/** Lets the person change a text in their own editor; `failed` says why it stays as it was. */
export async function editOutside(
  text: string,
  env: Variables,
  suspend: Suspend,
): Promise<string | { readonly failed: string }> {
  const command = commandFrom(env);
  if ("failed" in command) return command;
  const folder = mkdtempSync(join(tmpdir(), "localcode-prompt-"));
  try {
    const file = join(folder, "prompt.md");
    writeFileSync(file, text, { mode: 0o600 });
    let code = 0;
    await suspend(async () => {
      code = await runIn([...command.words, file], env);
    });
    if (code !== 0)
      return {
        failed: `${command.words.join(" ")} ended with code ${code}; the text is as it was.`,
      };
    return asWritten(readFileSync(file, "utf8"), text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { failed: `The editor could not be used: ${why}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Words as a shell splits them, quotes honoured, nothing expanded. */
export function shellWords(line: string): readonly string[] {
  const words = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, "$1$2"));
}

type Command = { readonly words: readonly string[] } | { readonly failed: string };

function commandFrom(env: Variables): Command {
  const name = ["VISUAL", "EDITOR"].find((variable) => env[variable]?.trim());
  if (name === undefined) return usual(env);
  const words = shellWords(env[name] ?? "");
  const [program = ""] = words;
  if (find(program, env) !== undefined) return { words };
  return {
    failed: `$${name} names "${program}", which was not found. Set it to an editor that is installed.`,
  };
}

function usual(env: Variables): Command {
  const found = usualEditors.find((program) => find(program, env) !== undefined);
  if (found !== undefined) return { words: [found] };
  return { failed: `No editor was found (${usualEditors.join(", ")}). Set $EDITOR to one.` };
}

function find(program: string, env: Variables): string | undefined {
  return Bun.which(program, { PATH: env.PATH ?? "" }) ?? undefined;
}

async function runIn(command: readonly string[], env: Variables): Promise<number> {
  if (process.stdin.isTTY && process.platform !== "win32") {
    const { runOnTerminal } = await import("./relay.ts");
    return await runOnTerminal(command, { cwd: process.cwd(), env });
  }
  const child = Bun.spawn([...command], {
    env: { ...env },
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  });
  return await child.exited;
}

/** Many editors end the last line, which a prompt does not need. */
function asWritten(written: string, before: string): string {
  return written.endsWith("\n") && !before.endsWith("\n") ? written.slice(0, -1) : written;
}
