import { join } from "node:path";
import type { GatedCall } from "../core/gate.ts";
import { findPath } from "../lib/paths.ts";
import { cleanPath, placeOf } from "../lib/written-path.ts";
import type { Scope } from "./command-paths.ts";
import { dangerOfLine } from "./danger.ts";
import { decideCall, decidePart, type Policy, type Ruling } from "./decide.ts";
import type { ShellPart } from "./shell-part.ts";
import { parseShell } from "./shell-words.ts";
import { targetsOf } from "./targets.ts";

/** What the policy says to each thing that a call would do: each command, each path. */
export async function rulingsOn(
  gated: GatedCall,
  root: string,
  policy: Policy,
): Promise<readonly Ruling[]> {
  const { tool, input } = gated;
  const command = tool.name === "shell" ? commandOf(input) : undefined;
  if (command !== undefined) return await rulingsOnCommand(command, root, policy);
  const texts = await subjectsOf(input, root);
  return texts.map((text) => decideCall({ tool: tool.name, effect: tool.effect, text }, policy));
}

type Command = { readonly command: string; readonly workdir?: string | undefined };

function commandOf(input: unknown): Command | undefined {
  if (typeof input !== "object" || input === null || !("command" in input)) return undefined;
  const workdir =
    "workdir" in input && typeof input.workdir === "string" ? input.workdir : undefined;
  return typeof input.command === "string" ? { command: input.command, workdir } : undefined;
}

async function rulingsOnCommand(
  { command, workdir = "." }: Command,
  root: string,
  policy: Policy,
): Promise<readonly Ruling[]> {
  const parts = await parseShell(command);
  const danger = dangerOfLine(command, parts);
  if (danger) return [{ action: "deny", why: danger.why, text: command, effect: "execute" }];
  const moves = parts.some(movesFolder);
  const found = await findPath(root, workdir, "folder");
  const cwd = found.type === "found" ? found.absolute : join(root, workdir);
  const scope: Scope = { root, cwd, moves };
  const rulings = parts.map((part) => decidePart(part, scope, policy));
  // What is allowed in one folder may be harm in another, so elsewhere nothing is granted for good.
  return cwd === root ? rulings : rulings.map(({ grant: _, ...ruling }) => ruling);
}

/** The paths that a call is about as they really are, so that no detour evades a rule. */
async function subjectsOf(input: unknown, root: string): Promise<readonly string[]> {
  const targets = targetsOf(input);
  if (targets.length === 0) return [""];
  return await Promise.all(
    targets.map(async ({ written, want }) => {
      const found = await findPath(root, written, want === "file" ? "any" : want);
      const place = placeOf(root, cleanPath(written));
      const path = place.type === "inside" ? place.path : written;
      return (found.type === "found" ? found.relative : path) || ".";
    }),
  );
}

function movesFolder(part: ShellPart): boolean {
  return part.type === "command" && /^(cd|pushd|popd)$/.test(part.words[0]?.text ?? "");
}
