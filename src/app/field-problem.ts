import type { z } from "zod";
import { nearest } from "../lib/near.ts";

type Issue = z.core.$ZodIssue;

const shownChars = 60;

/** What is wrong with a field and what is allowed, as the end of a sentence that names the file. */
export function fieldProblem(issue: Issue, fields: readonly string[]): string {
  const at = issue.path.join(".");
  if (issue.code === "unrecognized_keys") return unknownField(at, issue.keys[0] ?? "", fields);
  if (issue.input === undefined) return `"${at}" is missing.`;
  const inner = issue.code === "invalid_union" ? innerIssue(issue) : undefined;
  if (inner !== undefined)
    return fieldProblem({ ...inner, path: [...issue.path, ...inner.path] }, fields);
  return `"${at}" must be ${wanted(issue)}, not ${shown(issue.input)}.`;
}

function unknownField(at: string, key: string, fields: readonly string[]): string {
  const field = at === "" ? key : `${at}.${key}`;
  const near = at === "" ? nearest(key, fields, 1)[0] : undefined;
  return `there is no field "${field}".${near === undefined ? "" : ` Did you mean "${near}"?`}`;
}

type Union = Extract<Issue, { readonly code: "invalid_union" }>;

/** The choice whose kind is right and in which something else is wrong. */
function innerIssue({ errors }: Union): Issue | undefined {
  return errors
    .map(([first]) => first)
    .find((first) => first?.code === "unrecognized_keys" || (first?.path.length ?? 0) > 0);
}

/** What is allowed in its place. */
function wanted(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return kinds[issue.expected] ?? `a ${issue.expected}`;
    case "invalid_value":
      return listed(issue.values.map((value) => JSON.stringify(value)));
    case "too_small":
      return `${issue.inclusive ? "" : "above "}${issue.minimum}${issue.inclusive ? " or more" : ""}`;
    case "too_big":
      return `${issue.inclusive ? "" : "below "}${issue.maximum}${issue.inclusive ? " or less" : ""}`;
    case "invalid_union":
      return listed(issue.errors.flatMap(([first]) => (first === undefined ? [] : wanted(first))));
    case "invalid_format":
    case "not_multiple_of":
    case "unrecognized_keys":
    case "invalid_key":
    case "invalid_element":
    case "custom":
      return `something else (${issue.message})`;
  }
}

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function listed(words: readonly string[]): string {
  const all = [...new Set(words)];
  return all.length < 2 ? (all[0] ?? "") : `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
}

function shown(value: unknown): string {
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? typeof value);
  return text.length > shownChars ? `${text.slice(0, shownChars)}…` : text;
}
