import { version } from "../package.json";
import { wrongUse } from "./app/exit-code.ts";
import { commandNamed } from "./command-line/command-names.ts";
import { forgetEngine } from "./lib/engine.ts";
import { writeOut } from "./lib/write-out.ts";

/** Reads the command line and picks a face; each is loaded only when it is wanted. */
async function main(words: readonly string[]): Promise<number> {
  const named = commandNamed(words);
  if (named?.type === "wrong") {
    writeOut(2, `${named.text}\n`);
    return wrongUse;
  }
  if (named !== undefined) {
    const { commandOf } = await import("./command-line/commands.ts");
    const { runCommand } = await import("./cli/index.ts");
    return await runCommand(commandOf(named.name), words.slice(1));
  }
  const { runMain } = await import("./command-line/run-main.ts");
  return await runMain(words, version);
}

forgetEngine(process.env);
// The exit code is set, not forced, so that what was written to a pipe still gets out.
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
