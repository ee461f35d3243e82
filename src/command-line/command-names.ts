import { distance } from "fastest-levenshtein";

/** Every command there is; what runs them is loaded only when one is named. */
export const commandNames: readonly string[] = [
  "agents",
  "bench",
  "clean",
  "completions",
  "config",
  "doctor",
  "export",
  "hardware",
  "help",
  "logs",
  "models",
  "runtimes",
  "sessions",
  "tools",
];

/** Commands to come, with the words that follow them; a name leaves this list when it is built. */
const unbuiltCommands: Readonly<Record<string, readonly string[]>> = {
  acp: [],
  hooks: ["list"],
  mcp: ["list"],
  memory: ["list"],
  probe: [],
  serve: [],
  server: ["start", "stop", "status", "logs", "install"],
  skills: ["list"],
};

export type Named =
  | { readonly type: "command"; readonly name: string }
  | { readonly type: "wrong"; readonly text: string };

/** What the first word names, if it is no prompt; several words always are one. */
export function commandNamed([first = "", ...rest]: readonly string[]): Named | undefined {
  if (!/^[a-z][a-z-]*$/.test(first)) return undefined;
  if (commandNames.includes(first)) return { type: "command", name: first };
  const follows = unbuiltCommands[first];
  const isAlone = rest.every((word) => word.startsWith("-"));
  if (follows !== undefined && (isAlone || follows.includes(rest[0] ?? ""))) {
    const text = `\`localcode ${first}\` is not built yet. Commands: ${commandNames.join(", ")}.`;
    return { type: "wrong", text: `${text} ${asPrompt(first)}` };
  }
  const near = isAlone ? slipIn(first) : undefined;
  if (near === undefined) return undefined;
  const text = `There is no command "${first}". Did you mean \`localcode ${near}\`? ${asPrompt(first)}`;
  return { type: "wrong", text };
}

function asPrompt(word: string): string {
  return `To send it as a prompt: localcode -p ${word}`;
}

const longWord = 5;

/** The command that was meant: one wrong letter, in a long word two, as where two changed places. */
function slipIn(word: string): string | undefined {
  return commandNames.find((name) => {
    const most = Math.min(word.length, name.length) >= longWord ? 2 : 1;
    return distance(word, name) <= most;
  });
}
