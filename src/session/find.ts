import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { nearest } from "../lib/near.ts";
import { type Header, partsOfName, safeName, sessionExtension } from "./header.ts";
import { headerSchema } from "./header-schema.ts";
import { isInTheWay, reasonOf, SessionError } from "./session-error.ts";

/** What the beginning of a session's file tells, and its size. */
export type SessionHead = {
  readonly path: string;
  readonly header: Header;
  /** How the first prompt begins. */
  readonly firstPrompt: string;
  readonly bytes: number;
  readonly changed: Date;
};

/** What the whole file must be read for. */
export type SessionDetails = {
  readonly turns: number;
  /** Read and written by the model in all, as far as the servers counted. */
  readonly tokens: number;
};

export type SessionSummary = SessionHead & SessionDetails;

export type Wanted = {
  readonly folder: string;
  readonly cwd?: string;
  readonly agent?: string;
  /** Sessions that others go on with; left out unless wanted. */
  readonly continued?: boolean;
  readonly limit?: number;
};

const usualLimit = 50;
const headBytes = 16_384;
const promptChars = 120;

/** Sessions, newest first, those that are listed read whole. */
export function listSessions(wanted: Wanted): readonly SessionSummary[] {
  return listHeads(wanted).map((head) => ({ ...head, ...sessionDetails(head.path) }));
}

/** Sessions, newest first. Of each file only the beginning is read, until enough are found. */
export function listHeads(wanted: Wanted): readonly SessionHead[] {
  const { folder, cwd, agent, continued = false, limit = usualLimit } = wanted;
  const found: SessionHead[] = [];
  // A session is newer than the one it goes on with, so that its parent comes after it here.
  const parents = new Set<string | undefined>();
  for (const file of filesNewestFirst(folder, agent)) {
    if (found.length >= limit) break;
    const head = headOf(join(folder, file));
    if (head === undefined || !isWanted(head.header, cwd, agent)) continue;
    if (continued || !parents.has(head.header.id)) found.push(head);
    // What is forked goes on to be a session of its own.
    if (!head.header.forked) parents.add(head.header.parent);
  }
  return found;
}

const replyLine = /^\{"at":"[^"]*","type":"reply".*"usage":\{([^}]*)\}/gm;

/** Turns and tokens of a session. */
export function sessionDetails(path: string): SessionDetails {
  let turns = 0;
  let tokens = 0;
  for (const [, usage = ""] of readFileSync(path, "utf8").matchAll(replyLine)) {
    turns += 1;
    for (const [, count] of usage.matchAll(/"(?:input|output)Tokens":(\d+)/g)) {
      tokens += Number(count);
    }
  }
  return { turns, tokens };
}

/** The newest session of this folder and exactly this agent. */
export function newestSession(folder: string, cwd: string, agent: string): string | undefined {
  for (const file of filesNewestFirst(folder, agent)) {
    const head = headOf(join(folder, file));
    if (head !== undefined && isWanted(head.header, cwd, agent)) return head.path;
  }
  return undefined;
}

/** The session whose id begins like this. Throws SessionError where there is none, or more than one. */
export function sessionById(folder: string, idStart: string): string {
  const start = idStart.trim().toLowerCase();
  const found = filesNewestFirst(folder).filter((file) => partsOfName(file)?.id.startsWith(start));
  const [file] = found;
  if (file !== undefined && found.length === 1 && start !== "") return join(folder, file);
  if (found.length === 0 || start === "") throw noSession(folder, idStart);
  const ids = found.slice(0, 5).map((name) => partsOfName(name)?.id ?? "");
  const more = found.length > ids.length ? ", …" : "";
  throw new SessionError(
    `"${idStart}" begins ${found.length} sessions: ${ids.join(", ")}${more}. Give more letters.`,
    { kind: "missing" },
  );
}

const idsNamed = 3;

function noSession(folder: string, idStart: string): SessionError {
  const ids = filesNewestFirst(folder).flatMap((file) => partsOfName(file)?.id ?? []);
  const near = nearest(idStart, ids, idsNamed);
  const named = near.length > 0 ? near : ids.slice(0, idsNamed);
  const list = `The ${near.length > 0 ? "nearest" : "newest"}: ${named.join(", ")}.`;
  const text = `No session "${idStart}" in ${folder}`;
  return new SessionError(ids.length === 0 ? `${text}: there are none.` : `${text}. ${list}`, {
    kind: "missing",
  });
}

function isWanted(header: Header, cwd: string | undefined, agent: string | undefined): boolean {
  if (header.within !== undefined) return false;
  return (
    (cwd === undefined || header.cwd === cwd) && (agent === undefined || header.agent === agent)
  );
}

function filesNewestFirst(folder: string, agent?: string): readonly string[] {
  return namesIn(folder)
    .filter((file) => file.endsWith(sessionExtension))
    .filter((file) => {
      const parts = partsOfName(file);
      return parts !== undefined && (agent === undefined || parts.agent === safeName(agent));
    })
    .sort()
    .reverse();
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    // No folder is no session; any other reason must be said.
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    if (isInTheWay(error)) {
      const text = `${folder} is a file, so it holds no sessions. Choose a folder.`;
      throw new SessionError(text, { cause: error, kind: "misplaced" });
    }
    const text = `The sessions in ${folder} cannot be listed: ${reasonOf(error)}.`;
    throw new SessionError(text, { cause: error });
  }
}

/** What the beginning of a file tells; undefined where it is no session that we can read. */
function headOf(path: string): SessionHead | undefined {
  const { text, bytes, changed } = beginningOf(path);
  const [first = "", ...others] = text.split("\n");
  const parsed = headerSchema.safeParse(jsonOf(first));
  if (!parsed.success) return undefined;
  const prompt = others.find((line) => line.includes('"type":"prompt"')) ?? "";
  return { path, header: parsed.data, firstPrompt: promptOf(prompt), bytes, changed };
}

type Beginning = Pick<SessionHead, "bytes" | "changed"> & { readonly text: string };

function beginningOf(path: string): Beginning {
  const fd = openSync(path, "r");
  try {
    const { size, mtime } = fstatSync(fd);
    const buffer = Buffer.alloc(Math.min(size, headBytes));
    const length = readSync(fd, buffer, 0, buffer.length, 0);
    return { text: buffer.toString("utf8", 0, length), bytes: size, changed: mtime };
  } finally {
    closeSync(fd);
  }
}

/** A long prompt goes beyond the head: what of its text is there is closed and read. */
function promptOf(line: string): string {
  const text = /"text":"((?:[^"\\]|\\.)*)/.exec(line)?.[1] ?? "";
  const value = jsonOf(`"${text.replace(/\\u[0-9a-f]{0,3}$/, "")}"`);
  const shown = typeof value === "string" ? value.replace(/\s+/g, " ").trim() : "";
  return shown.length > promptChars ? `${shown.slice(0, promptChars)}…` : shown;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
