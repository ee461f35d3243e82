import type { PermissionRule } from "./rules.ts";

/** What the person allowed and took back while the program runs; sub-agents and later conversations share it. */
export interface Grants {
  readonly granted: () => readonly PermissionRule[];
  grant(rules: readonly PermissionRule[]): void;
  /** Takes a rule back, one of a file too: from now on it decides nothing. */
  withdraw(rule: PermissionRule): void;
  readonly isWithdrawn: (rule: PermissionRule) => boolean;
}

export function openGrants(): Grants {
  let granted: readonly PermissionRule[] = [];
  let withdrawn: readonly PermissionRule[] = [];
  const without = (rules: readonly PermissionRule[], left: readonly PermissionRule[]) =>
    rules.filter((rule) => !left.some((one) => isSameRule(one, rule)));
  return {
    granted: () => granted,
    grant(rules) {
      granted = [...without(granted, rules), ...rules];
      withdrawn = without(withdrawn, rules);
    },
    withdraw(rule) {
      granted = without(granted, [rule]);
      withdrawn = [...without(withdrawn, [rule]), rule];
    },
    isWithdrawn: (rule) => withdrawn.some((one) => isSameRule(one, rule)),
  };
}

export function isSameRule(one: PermissionRule, other: PermissionRule): boolean {
  const keys = ["tool", "effect", "match", "action"] as const;
  return keys.every((key) => one[key] === other[key]);
}
