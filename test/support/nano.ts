// The model that ships, for tests of what it does: the same task gives the same conversation.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { AssistantMessage } from "../../src/core/message.ts";
import { detectServers } from "../../src/runtimes/detect.ts";
import { readSession } from "../../src/session/read.ts";

/** A server of this machine would answer in the place of nano. */
export async function hasServer(): Promise<boolean> {
  return (await detectServers({ env: {} }, new AbortController().signal)).length > 0;
}

/** What was said and done in the only session of a folder, without what the clock had a part in. */
export function transcriptIn(logs: string): readonly string[] {
  const [file, ...others] = readdirSync(logs).filter((name) => name.endsWith(".jsonl"));
  if (file === undefined || others.length > 0) throw new Error(`${logs} has not one session.`);
  return readSession(join(logs, file)).entries.flatMap((entry) => {
    switch (entry.type) {
      case "prompt":
        return [`prompt: ${entry.text}`];
      case "reply":
        return [`reply: ${JSON.stringify(withoutIds(entry.message))}`];
      case "result":
        return [`result of ${entry.call.name}: ${withoutTimes(entry.result.text)}`];
      case "end":
        return [`end: ${entry.reason}`];
      default:
        return [];
    }
  });
}

/** A call's identity is drawn anew each time. */
function withoutIds({ text, thinking, calls }: AssistantMessage) {
  return { text, thinking, calls: calls.map(({ name, input }) => ({ name, input })) };
}

/** What Node's test runner says of how long it took. */
function withoutTimes(text: string): string {
  return text.replace(/\d+(\.\d+)?(?=\s?ms)|(?<=duration_ms:? )\d+(\.\d+)?/g, "N");
}
