import { isObject } from "../../core/coerce.ts";
import type { AgentEvent } from "../../core/event.ts";
import type { Usage } from "../../core/model.ts";
import type { AgentProgram } from "./agent-program.ts";

export type ReadLine = {
  readonly events: readonly AgentEvent[];
  /** The conversation's name, where the line tells it. */
  readonly session?: string;
};

type Line = Readonly<Record<string, unknown>>;
type Lines = NonNullable<AgentProgram["lines"]>;

/** What a line of another agent's output tells: tokens, calls and the conversation's name. */
export function readLine({ lines = {}, tokens }: AgentProgram, text: string): ReadLine {
  const line = objectIn(text);
  if (line === undefined) return { events: tokens === undefined ? [] : plainTokens(tokens, text) };
  const session = lines.session === undefined ? undefined : at(line, lines.session);
  return {
    events: [...callsIn(lines, line), ...repliesIn(lines, line)],
    ...(typeof session === "string" ? { session } : {}),
  };
}

function objectIn(text: string): Line | undefined {
  if (!text.trimStart().startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function callsIn({ calls = [] }: Lines, line: Line): readonly AgentEvent[] {
  return calls.flatMap((rule) => {
    const list = rule.each === undefined ? [line] : at(line, rule.each);
    const items = (Array.isArray(list) ? list : []).filter(isObject);
    return items
      .filter((item) => fits(item, rule.when))
      .map((item): AgentEvent => {
        const call = { id: "", name: String(at(item, rule.name) ?? "unknown"), input: {} };
        const failed = rule.failed !== undefined && fits(item, rule.failed);
        const result = { text: "", ...(failed ? { failed: true as const } : {}) };
        return { type: "result", call, result, ms: 0 };
      });
  });
}

function repliesIn({ replies = [] }: Lines, line: Line): readonly AgentEvent[] {
  return replies
    .filter((rule) => fits(line, rule.when))
    .map((rule) => {
      const number = (path: string | undefined) => numberOf(path && at(line, path));
      const cached = number(rule.cached);
      const input = number(rule.input) + (rule.cachedApart ? cached : 0);
      return said({ inputTokens: input, cachedTokens: cached, outputTokens: number(rule.output) });
    });
}

function plainTokens(pattern: string, text: string): readonly AgentEvent[] {
  const { input, output } = new RegExp(pattern).exec(text)?.groups ?? {};
  if (input === undefined || output === undefined) return [];
  return [said({ inputTokens: shortNumber(input), outputTokens: shortNumber(output) })];
}

const thousand = 1_000;

/** "1.2k" as 1200. */
function shortNumber(text: string): number {
  const number = Number.parseFloat(text.replaceAll(",", ""));
  return numberOf(Math.round(/k$/i.test(text) ? number * thousand : number));
}

function said(usage: Usage): AgentEvent {
  const message = { role: "assistant" as const, text: "", thinking: "", calls: [] };
  return { type: "reply", message, truncated: false, usage, ms: 0 };
}

function fits(item: Line, wanted: Readonly<Record<string, string>>): boolean {
  return Object.entries(wanted).every(([path, value]) => String(at(item, path)) === value);
}

function at(item: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), item);
}

function numberOf(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : 0;
}
