import { moneyFor, type Prices, type Spent, spentOn } from "../../app/spent.ts";
import { isLocalUrl } from "../../lib/server-url.ts";
import type { Command } from "../command.ts";
import { seconds } from "../draw/text.ts";
import { notOpen } from "./not-open.ts";

export const costCommand: Command = {
  name: "cost",
  help: "Tokens, time and money of this conversation",
  whileBusy: true,
  run: async (_argument, desk) => {
    const started = await desk.opened();
    if (started === undefined) return notOpen(desk);
    const { address } = started.opened;
    const { prices } = desk.config().fields;
    const spent = spentOn(started.conversation.entries());
    const isLocal = address === undefined || isLocalUrl(address);
    desk.print("Cost", costText(spent, isLocal, prices));
  },
};

export function costText(spent: Spent, isLocal: boolean, prices: Prices | undefined): string {
  const { inputTokens, cachedTokens, outputTokens } = spent;
  const cached = inputTokens === 0 ? 0 : Math.round((100 * cachedTokens) / inputTokens);
  const rows: readonly (readonly [string, string])[] = [
    ["Replies", number(spent.replies)],
    ["Tokens read", `${number(inputTokens)}, of which ${number(cachedTokens)} cached (${cached}%)`],
    ["Tokens written", number(outputTokens)],
    ["Time reading", timeOf(spent.readMs, spent.timedRead)],
    ["Time writing", timeOf(spent.writeMs, spent.timedWritten)],
    ["Money", money(spent, isLocal, prices)],
  ];
  const lines = rows.map(([name, value]) => `- **${name}:** ${value}`);
  return [...lines, "", "Sub-agents are not counted in."].join("\n");
}

function timeOf(ms: number, tokens: number): string {
  if (ms === 0) return "the server does not tell";
  return `${seconds(ms)}, ${((tokens * 1_000) / ms).toFixed(1)} tokens a second`;
}

function money(spent: Spent, isLocal: boolean, prices: Prices | undefined): string {
  if (prices !== undefined) {
    return `${moneyFor(spent, prices).toFixed(4)} ${prices.currency ?? "USD"}`;
  }
  if (isLocal) return "0: the model runs on this machine or network";
  return 'not known: set "prices" in the configuration';
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}
