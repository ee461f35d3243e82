import type { ChatRequest } from "../core/model.ts";

/** What of a request is not as it was recorded; undefined where all of it is. */
export function differenceOf(recorded: ChatRequest, now: ChatRequest): string | undefined {
  if (recorded.system !== now.system)
    return `the system text differs${where(recorded.system, now.system)}`;
  const tools = [recorded, now].map((one) => JSON.stringify(one.tools));
  if (tools[0] !== tools[1]) return `the tool list differs${where(tools[0] ?? "", tools[1] ?? "")}`;
  const most = Math.max(recorded.messages.length, now.messages.length);
  for (let index = 0; index < most; index += 1) {
    const [one, other] = [recorded.messages[index], now.messages[index]];
    const texts = [one, other].map((message) => JSON.stringify(message) ?? "nothing");
    if (texts[0] === texts[1]) continue;
    const role = (other ?? one)?.role ?? "";
    return `message ${index + 1} (${role}) differs${where(texts[0] ?? "", texts[1] ?? "")}`;
  }
  return undefined;
}

const shownChars = 80;
const charsBefore = 20;

/** The place where two texts part. */
function where(then: string, now: string): string {
  let same = 0;
  while (same < Math.min(then.length, now.length) && then[same] === now[same]) same += 1;
  const from = Math.max(0, same - charsBefore);
  const shown = (text: string) => JSON.stringify(text.slice(from, from + shownChars));
  return ` at character ${same + 1}: then ${shown(then)}, now ${shown(now)}.`;
}
