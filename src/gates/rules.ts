import type { Effect } from "../core/tool.ts";

export type PermissionAction = "allow" | "deny" | "ask";

/**
 * A rule of the permission gate. Every field that is present must fit the call. Of all the rules that
 * fit, the last one decides, so a list reads from the general to the special.
 */
export type PermissionRule = {
  /** The tool's name; "*" stands for any run of characters. */
  readonly tool?: string;
  readonly effect?: Effect;
  /**
   * What the call is about: each command of a shell line by itself, `> file` for its redirections,
   * the path of a file tool. "*" stands for any run of characters, "/" included; "\*" for a star; a
   * " *" at the end also stands for nothing, so that "npm test *" holds for "npm test".
   */
  readonly match?: string;
  /** Letters fit in either case, as on disks that do not tell them apart. */
  readonly anyCase?: true;
  readonly action: PermissionAction;
};

/** What a rule is asked about. */
export type RuleSubject = {
  readonly tool: string;
  readonly effect: Effect;
  readonly text: string;
};

/** The rule that decides, if any: the last one that fits. */
export function rulingOn(
  rules: readonly PermissionRule[],
  subject: RuleSubject,
): PermissionRule | undefined {
  return rules.findLast((rule) => ruleFits(rule, subject));
}

function ruleFits(rule: PermissionRule, { tool, effect, text }: RuleSubject): boolean {
  if (rule.tool !== undefined && !matches(rule.tool, tool)) return false;
  if (rule.effect !== undefined && rule.effect !== effect) return false;
  return rule.match === undefined || matches(rule.match, text, rule.anyCase ? "si" : "s");
}

function matches(pattern: string, text: string, flags = "s"): boolean {
  const [open, tail] = pattern.endsWith(" *") ? [pattern.slice(0, -2), "( .*)?"] : [pattern, ""];
  const source = open.replace(/\\\*|\*|[.+?^${}()|[\]\\/-]/g, (found) =>
    found === "*" ? ".*" : found === "\\*" ? "\\*" : `\\${found}`,
  );
  return new RegExp(`^${source}${tail}$`, flags).test(text);
}

/** A rule that allows exactly this and nothing wider. */
export function exactRule({ tool, effect, text }: RuleSubject): PermissionRule {
  return { tool, effect, match: text.replaceAll("*", "\\*"), action: "allow" };
}

/** What asks before it is done unless a later rule says otherwise: it outlives the run. */
export const builtInRules: readonly PermissionRule[] = [
  { tool: "git_commit", action: "ask" },
  { effect: "write", match: ".localcode/*", anyCase: true, action: "ask" },
  { effect: "write", match: "*/.localcode/*", anyCase: true, action: "ask" },
];

const testCommands = [
  "npm test *",
  "npm t *",
  "npm run test*",
  "yarn test *",
  "yarn run test*",
  "pnpm test *",
  "pnpm run test*",
  "bun test *",
  "bun run test*",
  "npx jest *",
  "npx vitest *",
  "npx mocha *",
  "jest *",
  "vitest *",
  "mocha *",
  "pytest *",
  "py.test *",
  "python* -m pytest *",
  "python* -m unittest *",
  "tox *",
  "go test *",
  "cargo test *",
  "cargo nextest *",
  "ctest *",
  "make test *",
  "make check *",
  "mvn * test *",
  "mvn test *",
  "gradle test *",
  "./gradlew test *",
  "dotnet test *",
];

/** For a benchmark whose agent must not see the tests' verdict: running them is refused. */
export const testCommandRules: readonly PermissionRule[] = testCommands.map((match) => ({
  tool: "shell",
  match,
  action: "deny",
}));
