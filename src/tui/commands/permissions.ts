import {
  dropRule,
  keepRule,
  type PlacedRule,
  placedRules,
  projectFile,
  ruleText,
} from "../../app/grants.ts";
import type { Started } from "../../app/start.ts";
import type { PermissionMode } from "../../gates/decide.ts";
import type { Choice, Command, Desk } from "../command.ts";
import { notOpen } from "./not-open.ts";

const modes: readonly PermissionMode[] = ["ask", "auto-edit", "plan", "yolo"];

export const permissionsCommand: Command = {
  name: "permissions",
  argument: "[mode]",
  help: "The permission mode and every rule: keep one for the project, or take one back",
  complete: () => modes,
  run: async (argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    if (argument !== "") return setMode(argument, desk);
    const placed = placedRules(desk.config(), started.grants);
    desk.print("Permissions", textOf(placed, desk.permissionMode()));
    const own = placed.filter((one) => isChangeable(one, desk));
    if (own.length > 0) await change(own, started, desk);
  },
};

function setMode(argument: string, desk: Desk): void {
  const mode = modes.find((one) => one === argument);
  if (mode === undefined) {
    desk.notice(`There is no mode "${argument}". Modes: ${modes.join(", ")}.`, "error");
    return;
  }
  desk.setPermissionMode(mode);
  desk.notice(`The permission mode is ${mode} now.`);
}

/** Rules by where they come from, the place that decides last at the end. */
function textOf(placed: readonly PlacedRule[], mode: PermissionMode): string {
  const sources = [...new Set(placed.map(({ source }) => source))];
  const groups = sources.map((source) => {
    const rules = placed.filter((one) => one.source === source);
    const lines = rules.map(({ rule }) => `- \`${ruleText(rule).replaceAll("`", "'")}\``);
    return [`**From ${source}:**`, "", ...lines].join("\n");
  });
  const head = `Mode: **${mode}**. Shift+Tab changes it. Of the rules that fit a call the last one decides.`;
  return [head, ...groups].join("\n\n");
}

/** Those of the session and of the project's own file. */
function isChangeable({ place, source }: PlacedRule, desk: Desk): boolean {
  return place === "session" || source === projectFile(desk.config().folders);
}

async function change(placed: readonly PlacedRule[], started: Started, desk: Desk): Promise<void> {
  const one = await desk.pick({
    title: "A rule to keep or to take back",
    choices: placed.map((each) => ({
      value: each,
      label: ruleText(each.rule),
      detail: each.place === "session" ? "this session" : "this project",
    })),
    empty: "No rule fits.",
  });
  if (one === undefined) return;
  const doing = await desk.pick({
    title: ruleText(one.rule),
    choices: one.place === "session" ? ofSession : ofProject,
    empty: "Nothing fits.",
  });
  if (doing !== undefined) await act(doing, one, started, desk);
}

type Doing = "keep" | "take-back";

const ofSession: readonly Choice<Doing>[] = [
  { value: "keep", label: "Keep it for this project", detail: "in .localcode/config.json" },
  { value: "take-back", label: "Take it back" },
];

const ofProject: readonly Choice<Doing>[] = [
  { value: "take-back", label: "Take it out of the project's file" },
];

async function act(doing: Doing, { rule, place }: PlacedRule, started: Started, desk: Desk) {
  const { folders } = desk.config();
  if (doing === "keep") {
    await keepRule(folders, rule);
    desk.notice(`Kept in ${projectFile(folders)}: ${ruleText(rule)}.`);
    return;
  }
  if (place === "file") await dropRule(folders, rule);
  started.grants.withdraw(rule);
  desk.notice(`Taken back: ${ruleText(rule)}.`);
}
