import { statSync } from "node:fs";
import { openLog, type SessionLog } from "../session/log.ts";
import type { Session } from "../session/read.ts";
import type { Config } from "./config.ts";
import type { Identity } from "./conversation.ts";
import type { OpenedModel } from "./open-model.ts";
import { phaseLogOf } from "./phase-log.ts";
import {
  changedSince,
  keepAliveMs,
  type Now,
  type ServerWatch,
  watchServer,
} from "./server-watch.ts";

/** Which session a conversation goes on with. */
export type Resume =
  | { readonly type: "new" }
  | { readonly type: "newest" }
  /** With `upTo` only its first entries are gone on with: a fork, beside which it stays. */
  | { readonly type: "id"; readonly id: string; readonly upTo?: number };

export type OpenSession = {
  readonly identity: Identity;
  readonly log: SessionLog;
  /** When the session that this one goes on with was last written to. */
  readonly historyEndMs: number | undefined;
  readonly watch: ServerWatch;
};

export type SessionOptions = {
  readonly version: string;
  readonly resume: Resume;
  readonly notice: (text: string) => void;
  /** The session that a sub-agent works for. */
  readonly within?: string | undefined;
  /** The system text and the tool list as one word. */
  readonly prefix: string;
};

/** Opens the session's log; throws SessionError. */
export async function openSession(
  config: Config,
  opened: OpenedModel,
  { version, resume, notice, within, prefix }: SessionOptions,
): Promise<OpenSession> {
  const { agent, cwd, env, fields } = config;
  const folder = logFolder(config);
  const from = await pathOf(resume, folder, cwd, agent.key);
  if (resume.type === "newest" && from === undefined) {
    notice(`No earlier session of ${agent.key} in this folder; a new one begins.`);
  }
  const session = from === undefined ? undefined : await sessionAt(from, resume);
  const providerKeys = Object.values(fields.providers ?? {}).map(({ api_key }) => api_key);
  const keys = [env.LOCALCODE_API_KEY, env.OPENAI_API_KEY, ...providerKeys];
  const { identity: server } = opened;
  const now: Now = {
    agent: agent.key,
    model: opened.modelName,
    prefix,
    ...(server === undefined ? {} : { server }),
  };
  const log = openLog({
    folder,
    ...now,
    cwd,
    runtime: opened.runtime,
    window: opened.model.contextTokens,
    version,
    secrets: keys.flatMap((key) => key || []),
    listsPhases: phaseLogOf(config).dumped,
    ...(session === undefined ? {} : { from: session }),
    ...(within === undefined ? {} : { within }),
  });
  for (const text of log.notices) notice(text);
  const identity = {
    session: log.id,
    agent: agent.key,
    model: opened.modelName,
    runtime: opened.runtime,
    log: log.path,
  };
  const endedMs = from === undefined ? undefined : statSync(from).mtimeMs;
  const historyEndMs =
    resume.type === "id" && resume.upTo !== undefined ? lastMs(session) : endedMs;
  const watch = watchServer({
    changed: changedSince(session?.header, now),
    endedMs,
    keepAliveMs: keepAliveMs(opened.runtime, fields),
  });
  return { identity, log, historyEndMs, watch };
}

/** Where this configuration keeps its sessions. */
export function logFolder({ fields, folders }: Pick<Config, "fields" | "folders">): string {
  return fields.logs ?? folders.logs;
}

/** What reads old sessions is loaded only to go on with one. */
async function sessionAt(path: string, resume: Resume): Promise<Session> {
  const { beginningOf, readSession } = await import("../session/read.ts");
  const session = readSession(path);
  const upTo = resume.type === "id" ? resume.upTo : undefined;
  return upTo === undefined ? session : beginningOf(session, upTo);
}

/** When the newest entry of a fork was written: what its session did later, it knows nothing of. */
function lastMs(session: Session | undefined): number {
  return Date.parse(session?.times.at(-1) ?? "") || 0;
}

async function pathOf(
  resume: Resume,
  folder: string,
  cwd: string,
  agent: string,
): Promise<string | undefined> {
  if (resume.type === "new") return undefined;
  const { newestSession, sessionById } = await import("../session/find.ts");
  if (resume.type === "newest") return newestSession(folder, cwd, agent);
  return sessionById(folder, resume.id);
}
