import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Entry } from "../core/event.ts";
import { filesAt, writeJson } from "./files.ts";
import { type Header, sessionName } from "./header.ts";
import type { Session } from "./read.ts";
import { redactText } from "./redact.ts";
import { isInTheWay, reasonOf, SessionError } from "./session-error.ts";

export type LogOptions = Pick<
  Header,
  "agent" | "cwd" | "model" | "runtime" | "window" | "version" | "prefix" | "server"
> & {
  /** Where session files go; without it nothing is written. */
  readonly folder?: string;
  /** The session to go on with. */
  readonly from?: Session;
  /** The session a sub-agent works for. */
  readonly within?: string;
  /** Whether the readable log lists what happened to phases. Default: it does. */
  readonly listsPhases?: boolean;
  /** Keys that must stand in no file. */
  readonly secrets?: readonly string[];
};

/** The record of one conversation on disk. The log is the session: nothing else is kept. */
export interface SessionLog extends Disposable {
  readonly id: string;
  /** The .jsonl file, which appears with the first entry; "" where nothing is written. */
  readonly path: string;
  /** The entries of the session that this one goes on with. */
  readonly history: readonly Entry[];
  /** What of that session could not be read. */
  readonly notices: readonly string[];
  /** On disk when it returns, before anybody sees the entry. Throws SessionError. */
  append(entry: Entry): void;
  /** Writes .raw.json, the body of the last request, and .history.raw.json, the conversation. */
  writeRaw(request: unknown, conversation: unknown): void;
}

/**
 * Opens a log of its own for this process. Going on with a session copies it into a new file that names
 * its parent: two processes never write one file, with no lock that a killed one could leave behind.
 *
 * An append returns when the system has the bytes, so that no kill of ours loses what was shown; it is
 * not forced to the disk, so that a power cut may cost the last seconds.
 */
export function openLog(options: LogOptions): SessionLog {
  const { folder, from, secrets = [] } = options;
  const header = headerFor(options, from);
  const shared = {
    id: header.id,
    history: from?.entries ?? [],
    notices: from?.notices ?? [],
  };
  if (folder === undefined) {
    return {
      ...shared,
      path: "",
      append: () => {},
      writeRaw: () => {},
      [Symbol.dispose]: () => {},
    };
  }
  checkFolder(folder);
  const base = join(folder, sessionName(header));
  const { listsPhases = true } = options;
  const files = filesAt(base, header, from, { secrets, listsPhases });
  return {
    ...shared,
    path: `${base}.jsonl`,
    append: files.append,
    writeRaw(request, conversation) {
      writeJson(`${base}.raw.json`, request, secrets);
      writeJson(`${base}.history.raw.json`, conversation, secrets);
    },
    [Symbol.dispose]: files[Symbol.dispose],
  };
}

const idChars = 8;

function headerFor(options: LogOptions, from: Session | undefined): Header {
  const parent = from?.header;
  const { agent, cwd, model, runtime, window, version, within, secrets = [] } = options;
  const { prefix, server } = options;
  const now = Date.now();
  // A session begins after the one it goes on with, whatever the clock says: names sort by time.
  const started = new Date(
    parent === undefined ? now : Math.max(now, Date.parse(parent.started) + 1),
  );
  return {
    v: 1,
    type: "session",
    id: crypto.randomUUID().slice(0, idChars),
    started: started.toISOString(),
    agent,
    cwd,
    model: redactText(model, secrets),
    runtime: redactText(runtime, secrets),
    window,
    version,
    ...(from === undefined ? {} : { parent: from.header.id, copied: from.entries.length }),
    ...(from?.forked === undefined ? {} : { forked: from.forked }),
    ...(within === undefined ? {} : { within }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(server === undefined ? {} : { server: redactText(server, secrets) }),
  };
}

function checkFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const fix = "Choose another folder with --logs.";
    throw new SessionError(`Sessions cannot be kept in ${folder}: ${reasonOf(cause)}. ${fix}`, {
      cause,
      kind: isInTheWay(cause) ? "misplaced" : "refused",
    });
  }
}
