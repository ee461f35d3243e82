import { type PersonCommand, runPersonCommand } from "../app/person-command.ts";
import type { ShellItem } from "./item.ts";
import type { Prompting } from "./prompting.ts";
import type { Shell } from "./shell.ts";

const outputCharsKept = 20_000;

/** Runs a command of the person's own hand; what it printed goes with the next message, unless it is private. */
export async function runInShell(
  { board, holder, turns }: Shell,
  carry: Prompting["carry"],
  wish: PersonCommand,
): Promise<void> {
  const { cwd, env } = holder.config();
  let item: ShellItem = { type: "shell", ...wish, output: "", exitCode: undefined };
  const show = (change: Partial<ShellItem>): void => {
    item = { ...item, ...change };
    const shell = item;
    board.view({ type: "live", change: (live) => ({ ...live, shell }) });
  };
  show({});
  await turns.alone(async (signal) => {
    const onOutput = (chunk: string): void =>
      show({ output: (item.output + chunk).slice(-outputCharsKept) });
    const result = await runPersonCommand(wish, { root: cwd, env, onOutput }, signal);
    board.view({ type: "live", change: (live) => ({ ...live, shell: undefined }) });
    board.add({ ...item, output: result.output, exitCode: result.exitCode });
    if (result.attachment !== undefined) carry(result.attachment);
  });
}
