import words from "../../prompts/nudges.json";
import type { NudgeView } from "../../src/core/agent.ts";
import { emptyLedger, type Ledger } from "../../src/core/ledger.ts";
import type { AssistantMessage } from "../../src/core/message.ts";
import type { Tool } from "../../src/core/tool.ts";
import { callTools, echoTool } from "./call-tools.ts";

export { words };

export const finish = echoTool("finish", { properties: { status: { type: "string" } } });

/** What a nudge sees after this reply. */
export function viewOf(
  message: Partial<AssistantMessage>,
  ledger: Partial<Ledger> = {},
  tools: readonly Tool[] = callTools,
): NudgeView {
  const said = { role: "assistant" as const, text: "", thinking: "", calls: [], ...message };
  return {
    reply: { type: "reply", message: said, truncated: false, usage: {} },
    messages: [said],
    ledger: { ...emptyLedger, ...ledger },
    tools,
  };
}
