import { version } from "../package.json";

/** Reads the command line and picks a face; each is loaded only when it is wanted. */
async function main(words: readonly string[]): Promise<number> {
  const first = words[0] ?? "";
  if (/^[a-z][a-z-]*$/.test(first)) {
    const { findCommand, runCommand } = await import("./cli/index.ts");
    const command = findCommand(first);
    if (command !== undefined) return await runCommand(command, words.slice(1));
  }
  const { runMain } = await import("./command-line/run-main.ts");
  return await runMain(words, version);
}

// The exit code is set, not forced, so that what was written to a pipe still gets out.
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
