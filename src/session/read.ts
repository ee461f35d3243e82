import { readFileSync } from "node:fs";
import type { Entry } from "../core/event.ts";
import { parseJsonLines } from "../lib/jsonl.ts";
import { entrySchema, entryTypes } from "./entry-schema.ts";
import type { Header } from "./header.ts";
import { headerSchema } from "./header-schema.ts";
import { reasonOf, SessionError } from "./session-error.ts";

export type Session = {
  readonly header: Header;
  readonly entries: readonly Entry[];
  /** When each entry was written. */
  readonly times: readonly string[];
  /** What could not be read, in sentences for people. */
  readonly notices: readonly string[];
  /** Only its beginning is gone on with, so that it is not replaced by what follows. */
  readonly forked?: true;
};

/**
 * Reads a session as far as it is whole. A last line that breaks off is what a kill leaves and says
 * nothing; entries of an unknown type come from a newer version and are left out with a notice.
 */
export function readSession(path: string): Session {
  const { values, brokenLine } = parseJsonLines(textOf(path));
  const header = headerOf(path, values[0]);
  const entries: Entry[] = [];
  const times: string[] = [];
  const notices: string[] = [];
  const unknown = new Set<string>();
  let broken = brokenLine;
  for (const [index, value] of values.slice(1).entries()) {
    const type = fieldOf(value, "type");
    if (!entryTypes.has(type)) {
      unknown.add(type);
      continue;
    }
    const parsed = entrySchema.safeParse(value);
    if (!parsed.success) {
      broken = index + 2;
      break;
    }
    entries.push(parsed.data);
    times.push(fieldOf(value, "at"));
  }
  if (unknown.size > 0) {
    const types = [...unknown].join(", ");
    notices.push(
      `${path} has entries of a newer version of localcode (${types}); they are left out.`,
    );
  }
  if (broken !== undefined) {
    notices.push(`${path} cannot be read from line ${broken} on; the session goes on before it.`);
  }
  return { header, entries, times, notices };
}

/** The first entries of a session, for a fork of it. */
export function beginningOf(session: Session, count: number): Session {
  const { entries, times } = session;
  return {
    ...session,
    entries: entries.slice(0, count),
    times: times.slice(0, count),
    forked: true,
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new SessionError(`The session ${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}

function headerOf(path: string, value: unknown): Header {
  const parsed = headerSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const version = Number(fieldOf(value, "v"));
  const why =
    version > 1
      ? `it was written by a newer version of localcode (format ${version}); update localcode`
      : "its first line is not the header of a session";
  throw new SessionError(`The session ${path} cannot be read: ${why}.`);
}

function fieldOf(value: unknown, name: string): string {
  if (typeof value !== "object" || value === null) return "";
  return String((value as Readonly<Record<string, unknown>>)[name] ?? "");
}
