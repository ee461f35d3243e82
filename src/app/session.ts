import { newestSession, sessionById } from "../session/find.ts";
import { openLog, type SessionLog } from "../session/log.ts";
import type { Config } from "./config.ts";
import type { Identity } from "./conversation.ts";
import type { OpenedModel } from "./open-model.ts";

/** Which session a conversation goes on with. */
export type Resume =
  | { readonly type: "new" }
  | { readonly type: "newest" }
  | { readonly type: "id"; readonly id: string };

export type OpenSession = {
  readonly identity: Identity;
  readonly log: SessionLog;
};

export type SessionOptions = {
  readonly version: string;
  readonly resume: Resume;
  readonly notice: (text: string) => void;
  /** The session that a sub-agent works for. */
  readonly within?: string | undefined;
};

/** Opens the session's log; throws SessionError. */
export function openSession(
  config: Config,
  opened: OpenedModel,
  { version, resume, notice, within }: SessionOptions,
): OpenSession {
  const { agent, cwd, env, fields } = config;
  const folder = logFolder(config);
  const from = pathOf(resume, folder, cwd, agent.key);
  if (resume.type === "newest" && from === undefined) {
    notice(`No earlier session of ${agent.key} in this folder; a new one begins.`);
  }
  const providerKeys = Object.values(fields.providers ?? {}).map(({ api_key }) => api_key);
  const keys = [env.LOCALCODE_API_KEY, env.OPENAI_API_KEY, ...providerKeys];
  const log = openLog({
    folder,
    agent: agent.key,
    cwd,
    model: opened.modelName,
    runtime: opened.runtime,
    window: opened.model.contextTokens,
    version,
    secrets: keys.flatMap((key) => key || []),
    ...(from === undefined ? {} : { resume: from }),
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
  return { identity, log };
}

/** Where this configuration keeps its sessions. */
export function logFolder({ fields, folders }: Pick<Config, "fields" | "folders">): string {
  return fields.logs ?? folders.logs;
}

function pathOf(resume: Resume, folder: string, cwd: string, agent: string): string | undefined {
  switch (resume.type) {
    case "new":
      return undefined;
    case "newest":
      return newestSession(folder, cwd, agent);
    case "id":
      return sessionById(folder, resume.id);
  }
}
