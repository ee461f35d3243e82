import type { PermissionAnswer, PermissionQuestion } from "../gates/permission.ts";
import type { PermissionRule } from "../gates/rules.ts";
import { changeLines } from "./asked-change.ts";
import type { Asking } from "./asking.ts";
import type { BodyLine, OverlayChoice } from "./overlay.ts";

/** Asks whether a call may run; leaving the question is a no. */
export async function askPermission(
  asking: Asking,
  { tool, about, why, grants }: PermissionQuestion,
  input: unknown,
  signal: AbortSignal,
): Promise<PermissionAnswer> {
  const body: readonly BodyLine[] = [
    { role: "dim", text: why },
    ...about.map((text) => ({ role: "code", text }) as const),
    ...wholeCommand(input, about),
    ...(await changeLines(input)),
  ];
  const answers: readonly PermissionAnswer["type"][] = [
    "once",
    ...(grants.length > 0 ? (["always"] as const) : []),
    "no",
  ];
  const choices = answers.map((type) => choiceOf(type, grants));
  const title = `May ${tool} run?`;
  const answered = await asking.ask({ title, body, choices, isSudden: true }, signal);
  const type = answered === undefined ? "no" : (answers[answered.index] ?? "no");
  if (type !== "no") return { type };
  const text = answered?.text?.trim() ?? "";
  return text === "" ? { type: "no" } : { type: "no", text };
}

/** A command of which only a part is asked about is shown whole. */
function wholeCommand(input: unknown, about: readonly string[]): readonly BodyLine[] {
  const command = Object(input).command;
  if (typeof command !== "string" || about.includes(command.trim())) return [];
  return [{ role: "dim", text: `in: ${command.trim()}` }];
}

function choiceOf(
  type: PermissionAnswer["type"],
  grants: readonly PermissionRule[],
): OverlayChoice {
  switch (type) {
    case "once":
      return { label: "Yes, this once", shortcut: "y" };
    case "always": {
      const rules = grants.map(ruleText).join(", ");
      return { label: `Yes, from now on exactly: ${rules}`, shortcut: "a" };
    }
    case "no":
      return {
        label: "No, and tell the model what to do instead",
        shortcut: "n",
        wants: "Tell it (or nothing):",
      };
  }
}

/** A rule in the words in which the configuration has it. */
export function ruleText({ tool, effect, match }: PermissionRule): string {
  const what = tool ?? effect ?? "anything";
  return match === undefined ? what : `${what} ${match}`;
}
