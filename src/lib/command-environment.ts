export type Variables = Readonly<Record<string, string>>;

/** Nobody answers: no pager, editor, password question or colour, and every tool is told so. */
const quiet: Variables = {
  CI: "1",
  TERM: "dumb",
  NO_COLOR: "1",
  PAGER: "cat",
  MANPAGER: "cat",
  GIT_PAGER: "cat",
  GIT_TERMINAL_PROMPT: "0",
  GIT_EDITOR: "true",
  GIT_SEQUENCE_EDITOR: "true",
  EDITOR: "true",
  VISUAL: "true",
  SSH_ASKPASS: "false",
  GIT_SSH_COMMAND: "ssh -o BatchMode=yes",
  DEBIAN_FRONTEND: "noninteractive",
  PYTHONUNBUFFERED: "1",
};

const coloured = new Set(["FORCE_COLOR", "CLICOLOR_FORCE", "COLORTERM", "GIT_ASKPASS"]);
const secret = /(^|_)(API_?KEY|TOKEN|SECRET|SECRET_?KEY|ACCESS_?KEY|PASSWORD|PASSWD|CREDENTIALS)$/i;

/** The environment of a command: ours without secrets and colours, and made for no reader. */
export function commandEnvironment(ours: Readonly<Record<string, string | undefined>>): Variables {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(ours)) {
    if (value !== undefined && !secret.test(name) && !coloured.has(name)) kept[name] = value;
  }
  return { ...kept, ...quiet };
}

/** A variable that all descendants of a command inherit, whatever group they move to. */
export function markOf(mark: string): Variables {
  return { LOCALCODE_COMMAND: mark };
}
