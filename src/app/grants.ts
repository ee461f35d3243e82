import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { type Grants, isSameRule } from "../gates/grants.ts";
import { builtInRules, type PermissionRule } from "../gates/rules.ts";
import { FileError } from "../lib/file-error.ts";
import { toJson } from "../lib/jsonl.ts";
import { writeText } from "../lib/write-text.ts";
import { bareRule } from "./bare-rule.ts";
import { checkSettings } from "./check-fields.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import type { Folders } from "./folders.ts";
import { readJsonObject } from "./read-json.ts";

/** A rule and where it stands: in a file, in the program, or only in this session. */
export type PlacedRule = {
  readonly rule: PermissionRule;
  readonly place: "built-in" | "file" | "session";
  /** The file's path, or a word for people. */
  readonly source: string;
};

/** Every rule that holds now, the one that decides last. */
export function placedRules(config: Config, grants: Grants): readonly PlacedRule[] {
  const ofFiles = config.layers.flatMap(({ source, fields }) =>
    (fields.permissions ?? []).map(
      (rule) => ({ rule: bareRule(rule), place: "file", source }) as const,
    ),
  );
  const all: readonly PlacedRule[] = [
    ...builtInRules.map((rule) => ({ rule, place: "built-in", source: "built-in" }) as const),
    ...ofFiles,
    ...grants
      .granted()
      .map((rule) => ({ rule, place: "session", source: "this session" }) as const),
  ];
  return all.filter(({ rule }) => !grants.isWithdrawn(rule));
}

/** One rule as a person writes it: `allow shell "npm test *"`. */
export function ruleText({ tool, effect, match, action }: PermissionRule): string {
  const what = tool ?? (effect === undefined ? "everything" : `every ${effect} tool`);
  return [action, what, match === undefined ? "" : `"${match}"`].filter(Boolean).join(" ");
}

/** The project's own settings file. */
export function projectFile(folders: Folders): string {
  return join(folders.project, "config.json");
}

/** Writes a rule into the project's file, as its last one; throws ConfigError. */
export async function keepRule(folders: Folders, rule: PermissionRule): Promise<void> {
  await changeRules(folders, (rules) => [...rules.filter((one) => !isSameRule(one, rule)), rule]);
}

/** Takes a rule out of the project's file; false where it does not stand there. Throws ConfigError. */
export async function dropRule(folders: Folders, rule: PermissionRule): Promise<boolean> {
  return await changeRules(folders, (rules) => rules.filter((one) => !isSameRule(one, rule)));
}

type Change = (rules: readonly PermissionRule[]) => readonly PermissionRule[];

/** Leaves everything else in the file as it is, and a file that is broken untouched. */
async function changeRules(folders: Folders, change: Change): Promise<boolean> {
  const file = projectFile(folders);
  const values = readJsonObject(file) ?? {};
  const { permissions = [] } = checkSettings({ permissions: values.permissions }, file);
  const before = permissions.map(bareRule);
  const after = change(before);
  if (toJson(before) === toJson(after)) return false;
  await write(file, `${toJson({ ...values, permissions: after }, 2)}\n`);
  return true;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeText(existsSync(file) ? realpathSync(file) : file, text);
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    throw new ConfigError(`${file} was not written: ${cause.message}`, { cause });
  }
}
