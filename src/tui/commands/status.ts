import type { Started } from "../../app/start.ts";
import type { Command, Desk } from "../command.ts";
import { notOpen } from "./not-open.ts";

export const statusCommand: Command = {
  name: "status",
  help: "Model, server, window, session, folder, agent, permissions, sandbox and version",
  whileBusy: true,
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    desk.print("Status", await statusText(started, desk));
  },
};

async function statusText(started: Started, desk: Desk): Promise<string> {
  const { conversation, opened, version } = started;
  const { identity, window } = conversation;
  const sandbox = await started.sandbox.open();
  const rows: readonly (readonly [string, string])[] = [
    ["Model", identity.model],
    ["Runtime", opened.runtime],
    [
      "Server",
      [opened.address ?? "in a process of ours", opened.identity].filter(Boolean).join(", "),
    ],
    ["Window", `${window.toLocaleString("en-US")} tokens (${opened.windowSource})`],
    ["Session", identity.session],
    ["Log", identity.log],
    ["Folder", desk.config().cwd],
    ["Agent", identity.agent],
    ["Permissions", desk.permissionMode()],
    ["Sandbox", `${sandbox.name}: ${sandbox.statement}`],
    ["Version", version],
  ];
  return rows.map(([name, value]) => `- **${name}:** \`${value}\``).join("\n");
}
