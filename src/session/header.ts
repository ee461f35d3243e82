/** The first line of a session file. */
export type Header = {
  readonly v: 1;
  readonly type: "session";
  readonly id: string;
  readonly started: string;
  readonly agent: string;
  readonly cwd: string;
  readonly model: string;
  readonly runtime: string;
  readonly window: number;
  readonly version: string;
  /** The session that this one goes on with: the first `copied` entries are its. */
  readonly parent?: string;
  readonly copied?: number;
  /** That session stays beside this one, which goes another way. */
  readonly forked?: true;
  /** The session that a sub-agent works for. */
  readonly within?: string;
  /** The system text and the tool list as one word: a server that has read another one reads anew. */
  readonly prefix?: string;
  /** Which server answered: its build and its model's file. */
  readonly server?: string;
};

export const sessionExtension = ".jsonl";

/** `2026-11-21_03-17-38-123_agent_id`: in the order of time, readable, and never used twice. */
export function sessionName({ started, agent, id }: Pick<Header, "started" | "agent" | "id">) {
  const time = started.replace("T", "_").replace(/[:.]/g, "-").replace("Z", "");
  return `${time}_${safeName(agent)}_${id}`;
}

/** An agent's name as a part of a file name; two names may come out the same, so the header decides. */
export function safeName(agent: string): string {
  return agent.replace(/[^A-Za-z0-9.-]/g, "_");
}

const sessionFile = /^(\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d-\d{3})_(.*)_([0-9a-f]{8})\.jsonl$/;

export type NameParts = { readonly agent: string; readonly id: string };

/** What a file name says, or undefined for a file that is no session. */
export function partsOfName(file: string): NameParts | undefined {
  const match = sessionFile.exec(file);
  if (!match) return undefined;
  return { agent: match[2] ?? "", id: match[3] ?? "" };
}
